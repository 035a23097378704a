package dev.changeover.explain.rules.retire;

import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retire.MessagesLeft;
import java.util.Optional;

/** Of a worker that tells no version nobody can say whether it is the one that would go. */
public record UnversionedWorkersShareItsQueue() implements SigningRule<MessagesLeft> {
  @Override
  public RuleId id() {
    return new RuleId("RETIRE-15");
  }

  @Override
  public String title() {
    return "Workers on its queue do not tell their version";
  }

  @Override
  public Class<MessagesLeft> judges() {
    return MessagesLeft.class;
  }

  @Override
  public Optional<Finding> judge(MessagesLeft subject) {
    int count = subject.unversioned().size();
    return count == 0
        ? Optional.empty()
        : undetermined(
            subject,
            "%d live %s on %s not tell a version, so who takes its messages cannot be told."
                .formatted(count, count == 1 ? "worker" : "workers", verb(subject, count)),
            subject.unversioned(),
            new MissingFact(
                "version of every worker on " + subject.place(),
                subject.name(),
                "Let every worker on %s report its version.".formatted(subject.place()),
                MissingFact.Kind.HEARTBEAT));
  }

  private static String verb(MessagesLeft subject, int count) {
    return subject.place() + (count == 1 ? " does" : " do");
  }
}
