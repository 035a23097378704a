package dev.changeover.explain.rules.retire;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retire.Readers;
import java.util.Optional;

/** What is live and needs it breaks when it goes. */
public record SomethingLiveNeedsIt() implements SigningRule<Readers> {
  @Override
  public RuleId id() {
    return new RuleId("RETIRE-08");
  }

  @Override
  public String title() {
    return "Something live needs it";
  }

  @Override
  public Class<Readers> judges() {
    return Readers.class;
  }

  @Override
  public Optional<Finding> judge(Readers subject) {
    if (subject.column()) {
      return Optional.empty();
    }
    if (subject.readers().isEmpty()) {
      return subject.untold().isEmpty()
          ? supports(
              subject, "Nothing live needs %s.".formatted(subject.retired()), subject.facts())
          : Optional.empty();
    }
    return blocks(
        subject,
        "%s is needed by %s.".formatted(subject.retired(), String.join(", ", subject.readers())),
        subject.facts(),
        new Remedy(
            Remedy.Kind.DEPLOY,
            "Move them off it, or keep it until they are gone.",
            "none of them is live any more"));
  }
}
