package dev.changeover.explain.rules.rollback;

import dev.changeover.event.ComponentKind;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.environment.LiveVersion;
import dev.changeover.explain.rollback.ComponentToRollBack;
import dev.changeover.explain.rollback.ComponentToRollBack.Capacity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Traffic must not arrive before the instances that take it. */
public record TargetHasCapacity() implements SigningRule<ComponentToRollBack> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-24");
  }

  @Override
  public String title() {
    return "The target must be running, with enough instances, before traffic goes to it";
  }

  @Override
  public Class<ComponentToRollBack> judges() {
    return ComponentToRollBack.class;
  }

  @Override
  public Optional<Finding> judge(ComponentToRollBack subject) {
    if (subject.is(ComponentKind.SCHEMA)) {
      return Optional.empty();
    }
    if (subject.liveTarget().isPresent() && subject.staleCapacity().isPresent()) {
      return Optional.empty();
    }
    Optional<Capacity> lacking =
        subject.capacity().filter(each -> each.isShort() && !each.fact().stale());
    if (lacking.isPresent()) {
      Capacity capacity = lacking.get();
      return scaleFirst(
          subject,
          List.of(capacity.fact()),
          "%d of %d needed instances of %s are ready."
              .formatted(capacity.ready(), capacity.needed(), subject.name()));
    }
    return subject
        .liveTarget()
        .map(
            live ->
                supports(
                    subject,
                    "%s is running.".formatted(subject.name()),
                    Stream.concat(
                            Stream.of(live.lastSeen()),
                            subject.capacity().stream().map(Capacity::fact))
                        .toList()))
        .orElseGet(
            () ->
                scaleFirst(
                    subject,
                    subject.live().stream().map(LiveVersion::lastSeen).toList(),
                    (subject.targetIsLeaving()
                            ? "Every live instance of %s is about to stop."
                            : "No instance of %s is live.")
                        .formatted(subject.name())));
  }

  private Optional<Finding> scaleFirst(
      ComponentToRollBack subject, List<CitedFact> facts, String message) {
    return requires(
        subject,
        message,
        facts,
        new Remedy(
            Remedy.Kind.SCALE,
            "Start %s and let it become ready before traffic goes to it.".formatted(subject.name()),
            "heartbeats of %s arrive, or capacity.observed says ready >= needed"
                .formatted(subject.name())));
  }
}
