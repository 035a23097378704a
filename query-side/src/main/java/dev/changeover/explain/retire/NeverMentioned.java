package dev.changeover.explain.retire;

import dev.changeover.explain.MissingFact;
import dev.changeover.explain.retire.Retired.OldFlag;
import dev.changeover.explain.retire.Retired.OldForm;
import dev.changeover.explain.retire.Retired.OldPath;
import dev.changeover.explain.retire.Retired.OldVersion;

/** Something that no fact names: it may be gone for long, or written otherwise. */
public record NeverMentioned(Retired retired) implements RetireSubject {
  @Override
  public String name() {
    return retired.label();
  }

  /** Instances that fell silent long ago without an end are not among the facts any more. */
  @Override
  public String whatIsNotKnown() {
    return switch (retired) {
      case OldVersion _ ->
          "No fact names %s, unless instances of it fell silent more than a week ago and nobody told of their end."
              .formatted(name());
      case OldPath _, OldForm _, OldFlag _ -> "No fact names %s.".formatted(name());
    };
  }

  @Override
  public MissingFact whatNobodyTold() {
    return new MissingFact("anything about " + name(), name(), howToGet(), MissingFact.Kind.LOOKUP);
  }

  private String howToGet() {
    return switch (retired) {
      case OldVersion _ ->
          "Look whether the name is misspelled; if %s did run and has ended, send worker.stopped or service.removed of what ran it."
              .formatted(name());
      case OldPath _, OldForm _, OldFlag _ ->
          "Look whether the name is misspelled; if it is not, send what declares %s and who uses it."
              .formatted(name());
    };
  }
}
