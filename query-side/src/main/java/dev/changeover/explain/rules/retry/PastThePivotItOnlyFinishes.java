package dev.changeover.explain.rules.retry;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Finding;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.EffectToRepeat;
import dev.changeover.projection.action.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Past the go or no-go, what remains is repeated until it succeeds. */
public record PastThePivotItOnlyFinishes() implements SigningRule<EffectToRepeat> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-25");
  }

  @Override
  public String title() {
    return "The pivot is confirmed, and the retry only finishes what comes after it";
  }

  @Override
  public Class<EffectToRepeat> judges() {
    return EffectToRepeat.class;
  }

  @Override
  public Optional<Finding> judge(EffectToRepeat subject) {
    return subject
        .pivot()
        .filter(_ -> subject.finishesForward())
        .flatMap(
            pivot ->
                supports(
                    subject,
                    "%s, the go or no-go, is confirmed, and step %s is one to repeat until it succeeds: finish it, and do not start over."
                        .formatted(pivot.name(), subject.step().name()),
                    facts(subject, pivot)));
  }

  private static List<CitedFact> facts(EffectToRepeat subject, Step pivot) {
    List<CitedFact> facts =
        new ArrayList<>(subject.cite().facts(pivot.attempts().getLast().told()));
    pivot.effects().stream()
        .map(effect -> subject.facts().at().truthOf(effect).shownBy())
        .forEach(shownBy -> facts.addAll(subject.cite().facts(shownBy)));
    facts.addAll(subject.evidence());
    return facts.stream().distinct().toList();
  }
}
