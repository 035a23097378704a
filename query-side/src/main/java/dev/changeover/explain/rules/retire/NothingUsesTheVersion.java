package dev.changeover.explain.rules.retire;

import dev.changeover.explain.Finding;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retire.VersionInUse;
import java.util.Optional;
import java.util.stream.Stream;

/** What takes no work any more, and has not for as long as it is kept, is used by nobody. */
public record NothingUsesTheVersion() implements SigningRule<VersionInUse> {
  @Override
  public RuleId id() {
    return new RuleId("RETIRE-01");
  }

  @Override
  public String title() {
    return "Nothing gives the version work, and it was kept long enough after its last use";
  }

  @Override
  public Class<VersionInUse> judges() {
    return VersionInUse.class;
  }

  @Override
  public Optional<Finding> judge(VersionInUse subject) {
    boolean unused =
        subject.isSeen()
            && subject.working().isEmpty()
            && subject.unversioned().isEmpty()
            && subject.inFlight() == 0
            && subject.inFlightUntold().isEmpty()
            && subject.graceIsOver()
            && !subject.drainedStatusIsStale();
    return unused
        ? supports(
            subject,
            "No instance of %s takes work, and it was kept long enough after its last use."
                .formatted(subject.version()),
            Stream.of(
                    subject.draining().stream(),
                    subject.ended().stream().limit(1),
                    subject.lastUse().stream(),
                    subject.others().stream().limit(1))
                .flatMap(each -> each)
                .toList())
        : Optional.empty();
  }
}
