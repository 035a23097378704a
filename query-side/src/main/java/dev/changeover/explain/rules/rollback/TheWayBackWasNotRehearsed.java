package dev.changeover.explain.rules.rollback;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.rollback.WayBack;
import dev.changeover.explain.rollback.WayBack.Rehearsal;
import dev.changeover.explain.rollback.WayBack.Step;
import java.util.List;
import java.util.Optional;

/** A way back that nobody has tried is tried for the first time in an incident. */
public record TheWayBackWasNotRehearsed() implements SigningRule<WayBack> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-26");
  }

  @Override
  public String title() {
    return "The way back was never rehearsed, too long ago, or without success";
  }

  @Override
  public Class<WayBack> judges() {
    return WayBack.class;
  }

  @Override
  public Optional<Finding> judge(WayBack subject) {
    List<Step> failed = subject.failed();
    if (!failed.isEmpty()) {
      return blocks(
          subject,
          "The last %s failed: %s."
              .formatted(
                  WayBack.facts(failed).stream()
                          .allMatch(each -> each.name().startsWith("rehearsal"))
                      ? "rehearsal"
                      : "rollback",
                  WayBack.named(failed)),
          WayBack.facts(failed),
          rehearse("Find out why, and rehearse it again with success."));
    }
    List<Step> unproved = subject.unproved();
    return unproved.isEmpty()
        ? Optional.empty()
        : requires(
            subject,
            "Nobody has tried this way back as it is now: %s."
                .formatted(String.join("; ", unproved.stream().map(this::why).toList())),
            WayBack.facts(unproved),
            rehearse(
                "Rehearse it, or declare that the untried way is accepted (policy mustRehearse)."));
  }

  private String why(Step step) {
    return step.rehearsal()
        .map(rehearsal -> "%s was rehearsed %s".formatted(step, flaw(rehearsal)))
        .orElseGet(() -> step + " was never rehearsed");
  }

  private static String flaw(Rehearsal rehearsal) {
    return rehearsal.fact().stale()
        ? "at %s, which is too long ago".formatted(rehearsal.fact().spokenMoment())
        : rehearsal.difference().orElse("without success");
  }

  private static Remedy rehearse(String text) {
    return new Remedy(
        Remedy.Kind.REHEARSE, text, "release.rehearsed with outcome SUCCEEDED is told");
  }
}
