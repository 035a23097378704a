package dev.changeover.explain.rules.rollback;

import dev.changeover.explain.Finding;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.rollback.StepsBack;
import java.util.Optional;

/** Versions are made to live beside their neighbours, not beside their ancestors. */
public record TheTargetIsTooFarBack() implements SigningRule<StepsBack> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-28");
  }

  @Override
  public String title() {
    return "Going back is promised only within the declared window of versions";
  }

  @Override
  public Class<StepsBack> judges() {
    return StepsBack.class;
  }

  @Override
  public Optional<Finding> judge(StepsBack subject) {
    if (subject.count().isEmpty()) {
      return undetermined(
          subject,
          "How many versions lie between %s %s and %s is not known."
              .formatted(subject.component(), subject.from(), subject.target()),
          subject.facts(),
          subject.whatNobodyTold());
    }
    int count = subject.count().getAsInt();
    return count <= subject.window()
        ? supports(
            subject,
            "%s %s is %d %s before %s, and %d %s promised."
                .formatted(
                    subject.component(),
                    subject.target(),
                    count,
                    count == 1 ? "version" : "versions",
                    subject.from(),
                    subject.window(),
                    subject.window() == 1 ? "is" : "are"),
            subject.facts())
        : undetermined(
            subject,
            "%s %s is %d versions before %s; only %d %s promised."
                .formatted(
                    subject.component(),
                    subject.target(),
                    count,
                    subject.from(),
                    subject.window(),
                    subject.window() == 1 ? "is" : "are"),
            subject.facts(),
            subject.promiseWanted());
  }
}
