package dev.changeover.explain.rules.retire;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retire.VersionInUse;
import java.util.Optional;
import java.util.stream.Stream;

/** A status that is older than the last route, override or retry says nothing of now. */
public record ItWasUsedAfterItWasDrained() implements SigningRule<VersionInUse> {
  @Override
  public RuleId id() {
    return new RuleId("RETIRE-04");
  }

  @Override
  public String title() {
    return "The version was used after it was last said to be drained";
  }

  @Override
  public Class<VersionInUse> judges() {
    return VersionInUse.class;
  }

  @Override
  public Optional<Finding> judge(VersionInUse subject) {
    return subject.drainedStatusIsStale()
        ? undetermined(
            subject,
            "%s was drained, and was used again at %s; whether it is drained now is not known."
                .formatted(
                    subject.version(),
                    subject.usedSince().map(CitedFact::spokenMoment).orElse("a later moment")),
            Stream.of(subject.drained(), subject.usedSince()).flatMap(Optional::stream).toList(),
            new MissingFact(
                "whether %s is drained now".formatted(subject.version()),
                subject.name(),
                "Let its instances report their state, or tell worker.stopped or component.removed.",
                MissingFact.Kind.HEARTBEAT))
        : Optional.empty();
  }
}
