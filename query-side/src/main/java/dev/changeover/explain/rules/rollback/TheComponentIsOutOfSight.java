package dev.changeover.explain.rules.rollback;

import dev.changeover.event.ComponentKind;
import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.rollback.ComponentToRollBack;
import dev.changeover.explain.rollback.ComponentToRollBack.Capacity;
import java.util.List;
import java.util.Optional;

/** What is not seen may be anything. */
public record TheComponentIsOutOfSight() implements SigningRule<ComponentToRollBack> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-31");
  }

  @Override
  public String title() {
    return "A component that would go back has not been heard of lately";
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
    return subject.live().stream().anyMatch(each -> each.fresh() > 0)
        ? subject.staleCapacity().flatMap(old -> capacity(subject, old))
        : outOfSight(subject);
  }

  private Optional<Finding> outOfSight(ComponentToRollBack subject) {
    return undetermined(
        subject,
        subject
            .lastSeen()
            .map(
                seen ->
                    "Nothing has been heard of %s since %s."
                        .formatted(subject.component(), seen.spokenMoment()))
            .orElseGet(() -> "Nothing was ever heard of %s.".formatted(subject.component())),
        subject.lastSeen().stream().toList(),
        new MissingFact(
            "which versions of %s are live".formatted(subject.component()),
            subject.name(),
            "Let %s report: a heartbeat, spans or component.observed."
                .formatted(subject.component()),
            MissingFact.Kind.HEARTBEAT));
  }

  private Optional<Finding> capacity(ComponentToRollBack subject, Capacity old) {
    return undetermined(
        subject,
        "How many instances of %s are ready was last told at %s, which is too long ago."
            .formatted(subject.name(), old.fact().spokenMoment()),
        List.of(old.fact()),
        new MissingFact(
            "capacity of " + subject.name(),
            subject.name(),
            "Tell capacity.observed of %s.".formatted(subject.name()),
            MissingFact.Kind.HEARTBEAT));
  }
}
