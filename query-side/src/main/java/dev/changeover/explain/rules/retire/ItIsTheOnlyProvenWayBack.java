package dev.changeover.explain.rules.retire;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retire.WayBack;
import java.util.List;
import java.util.Optional;

/** Whoever burns the only bridge must not need to go back. */
public record ItIsTheOnlyProvenWayBack() implements SigningRule<WayBack> {
  @Override
  public RuleId id() {
    return new RuleId("RETIRE-11");
  }

  @Override
  public String title() {
    return "It is the only proven target of a rollback";
  }

  @Override
  public Class<WayBack> judges() {
    return WayBack.class;
  }

  @Override
  public Optional<Finding> judge(WayBack subject) {
    if (subject.target().isEmpty() || !subject.others().isEmpty()) {
      return supports(
          subject,
          subject.target().isEmpty()
              ? "No mark, no rehearsal and no plan of what came last goes back to %s."
                  .formatted(subject.version())
              : "Another version than %s is proved as a way back.".formatted(subject.version()),
          subject.target().isEmpty() ? List.of(subject.readAt()) : subject.others());
    }
    return requires(
        subject,
        "%s is what a rollback would go back to, and nothing else is proved as a way back."
            .formatted(subject.version()),
        subject.target(),
        new Remedy(
            Remedy.Kind.REHEARSE,
            "Prove another way back first: mark a version LAST_KNOWN_GOOD, or rehearse going to it.",
            "version.marked LAST_KNOWN_GOOD or release.rehearsed of another version"));
  }
}
