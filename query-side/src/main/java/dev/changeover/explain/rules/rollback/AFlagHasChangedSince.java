package dev.changeover.explain.rules.rollback;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.rollback.FlagUnderTheTarget;
import java.util.Optional;

/** Old code reads a flag as it was when that code was written. */
public record AFlagHasChangedSince() implements SigningRule<FlagUnderTheTarget> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-27");
  }

  @Override
  public String title() {
    return "A flag that the target reads has changed since, or means something else";
  }

  @Override
  public Class<FlagUnderTheTarget> judges() {
    return FlagUnderTheTarget.class;
  }

  @Override
  public Optional<Finding> judge(FlagUnderTheTarget subject) {
    return switch (subject.change()) {
      case NONE ->
          supports(
              subject,
              "Flag %s is as it was under the target: %s."
                  .formatted(subject.flag(), subject.nowSays()),
              subject.facts());
      case VARIANT ->
          requires(
              subject,
              subject.before().isEmpty()
                  ? "Flag %s says %s and is new since.".formatted(subject.flag(), subject.nowSays())
                  : "Flag %s says %s; before, it said %s."
                      .formatted(subject.flag(), subject.nowSays(), subject.beforeSaid()),
              subject.facts(),
              restore(subject, "Set it back, or turn it off, before going back."));
      case MEANING ->
          blocks(
              subject,
              "Flag %s means something else now: %s; before, it said %s. The target would act on the old meaning."
                  .formatted(subject.flag(), subject.nowSays(), subject.beforeSaid()),
              subject.facts(),
              restore(subject, "Give the new meaning a name of its own, and restore this flag."));
      case MEANING_UNTOLD ->
          undetermined(
              subject,
              "Flag %s says %s; what it meant under the target was never told."
                  .formatted(subject.flag(), subject.nowSays()),
              subject.facts(),
              subject.meaningWanted());
    };
  }

  private static Remedy restore(FlagUnderTheTarget subject, String text) {
    return new Remedy(
        Remedy.Kind.CONFIGURE,
        text,
        "flag.changed of %s tells what it said before".formatted(subject.flag()));
  }
}
