package dev.changeover.explain.rules.rollback;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.rollback.DependantOfVersion;
import dev.changeover.explain.rollback.DependantOfVersion.Kind;
import java.util.Optional;

/** A schedule outlives the code that registered it. */
public record SchedulesNameTheVersionBeingLeft() implements SigningRule<DependantOfVersion> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-16");
  }

  @Override
  public String title() {
    return "Schedules of the version being left may misfire or fire twice";
  }

  @Override
  public Class<DependantOfVersion> judges() {
    return DependantOfVersion.class;
  }

  @Override
  public Optional<Finding> judge(DependantOfVersion subject) {
    if (subject.kind() != Kind.SCHEDULES || !subject.isTold()) {
      return Optional.empty();
    }
    return subject.count() == 0
        ? supports(
            subject,
            "No schedule of %s is bound to a version that would go.".formatted(subject.component()),
            subject.facts())
        : requires(
            subject,
            "%s bound to %s: without it that misfires, beside it that may fire twice."
                .formatted(subject.namesAre(), subject.leaving()),
            subject.facts(),
            new Remedy(
                Remedy.Kind.CONFIGURE,
                "Remove or hand over %s first.".formatted(String.join(", ", subject.names())),
                "schedule.removed is told for each"));
  }
}
