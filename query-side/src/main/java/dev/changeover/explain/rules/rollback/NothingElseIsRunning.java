package dev.changeover.explain.rules.rollback;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.rollback.ReleaseUnderRollback;
import java.util.Optional;
import java.util.stream.Collectors;

/** Two changes at once cannot be told apart, nor undone one by one. */
public record NothingElseIsRunning() implements SigningRule<ReleaseUnderRollback> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-23");
  }

  @Override
  public String title() {
    return "No deployment, migration phase or rollback may be running";
  }

  @Override
  public Class<ReleaseUnderRollback> judges() {
    return ReleaseUnderRollback.class;
  }

  @Override
  public Optional<Finding> judge(ReleaseUnderRollback subject) {
    if (subject.running().isEmpty()) {
      return subject.seen().isEmpty()
          ? Optional.empty()
          : supports(subject, "No deployment, migration or rollback is running.", subject.seen());
    }
    String what = subject.running().stream().map(CitedFact::name).collect(Collectors.joining(", "));
    return blocks(
        subject,
        "Another change is running: %s. Two changes at once cannot be told apart.".formatted(what),
        subject.running(),
        new Remedy(
            Remedy.Kind.WAIT, "Let it finish, or abort it, first.", "it is told to have finished"));
  }
}
