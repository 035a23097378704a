package dev.changeover.explain.action;

import dev.changeover.explain.SpokenTime;
import dev.changeover.explain.Statement;
import dev.changeover.projection.action.ActionAt;
import dev.changeover.projection.action.Attempt;
import dev.changeover.projection.action.AttemptLife;
import dev.changeover.projection.action.Effect;
import dev.changeover.projection.action.EffectTruth;
import dev.changeover.projection.action.StepClass;
import java.util.ArrayList;
import java.util.List;

/** What nobody knows. */
final class Doubts {
  private final ActionAt at;
  private final List<Statement> statements = new ArrayList<>();

  Doubts(ActionAt at) {
    this.at = at;
  }

  List<Statement> statements() {
    at.action().steps().stream()
        .filter(step -> !(step.stepClass() instanceof StepClass.ReadOnly))
        .flatMap(step -> step.effects().stream())
        .forEach(this::effect);
    at.action().steps().stream().flatMap(step -> step.attempts().stream()).forEach(this::silent);
    at.action()
        .gaps()
        .forEach(
            gap ->
                statements.add(
                    Statement.of(
                        "The record has a gap: " + gap.event().what() + ".", List.of(gap))));
    return statements;
  }

  private void effect(Effect effect) {
    switch (at.truthOf(effect)) {
      case EffectTruth.InDoubt doubt ->
          statements.add(
              Statement.of(
                  effect
                      .target()
                      .map(who -> "%s may or may not have done %s.".formatted(who, effect.name()))
                      .orElse(effect.name() + " may or may not have happened."),
                  doubt.shownBy()));
      case EffectTruth.Disputed dispute ->
          statements.add(
              Statement.of(
                  "Sources disagree on whether %s happened.".formatted(effect.name()),
                  dispute.shownBy()));
      case EffectTruth.Happened _,
          EffectTruth.InProgress _,
          EffectTruth.Undone _,
          EffectTruth.NeverHappened _,
          EffectTruth.NotTried _ -> {}
    }
  }

  private void silent(Attempt attempt) {
    if (at.lifeOf(attempt) instanceof AttemptLife.Silent life) {
      String since =
          attempt
              .startedAt()
              .map(start -> ", begun at " + SpokenTime.moment(start, at.instant()) + ",")
              .orElse("");
      statements.add(
          Statement.of(
              "Attempt %d of step `%s`%s has not told of its end, and nothing shows whether it runs."
                  .formatted(attempt.number(), attempt.step(), since),
              life.shownBy()));
    }
  }
}
