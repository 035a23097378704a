package dev.changeover.explain.rules.retry;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.NeededVersion;
import dev.changeover.explain.retry.StepToRepeat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An engine that keeps to the definition it began with finds nobody to run it. */
public record TheVersionItNeedsIsGone() implements SigningRule<StepToRepeat> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-16");
  }

  @Override
  public String title() {
    return "It would be redriven on its old version, and no instance of that is left";
  }

  @Override
  public Class<StepToRepeat> judges() {
    return StepToRepeat.class;
  }

  @Override
  public Optional<Finding> judge(StepToRepeat subject) {
    return subject.neededVersion() instanceof NeededVersion.Gone gone
        ? blocks(
            subject,
            "The engine redrives step %s on %s, where it began, and no instance of that is alive."
                .formatted(subject.step().name(), gone.version()),
            facts(subject, gone),
            new Remedy(
                Remedy.Kind.DEPLOY,
                "Bring %s back, or migrate %s to a version that is there."
                    .formatted(gone.version(), subject.action()),
                "a heartbeat of " + gone.version()))
        : Optional.empty();
  }

  private static List<CitedFact> facts(StepToRepeat subject, NeededVersion.Gone gone) {
    List<CitedFact> facts =
        new ArrayList<>(subject.cite().facts(subject.step().attempts().getFirst().told()));
    subject.facts().action().declared().map(subject.cite()::fact).ifPresent(facts::add);
    gone.instances()
        .forEach(each -> facts.add(subject.cite().presence(each, subject.facts().policy())));
    return facts;
  }
}
