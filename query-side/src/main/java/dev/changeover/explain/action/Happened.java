package dev.changeover.explain.action;

import dev.changeover.event.Recorded;
import dev.changeover.explain.SpokenTime;
import dev.changeover.explain.Statement;
import dev.changeover.projection.action.Action;
import dev.changeover.projection.action.ActionAt;
import dev.changeover.projection.action.ActionMessage;
import dev.changeover.projection.action.Attempt;
import dev.changeover.projection.action.Effect;
import dev.changeover.projection.action.EffectTruth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What happened, in order of time. */
final class Happened {
  private final ActionAt at;
  private final Action action;
  private final List<Timed> statements = new ArrayList<>();

  Happened(ActionAt at) {
    this.at = at;
    this.action = at.action();
  }

  List<Statement> statements() {
    action
        .accepted()
        .ifPresent(
            word ->
                add(
                    "Accepted"
                        + ActionExplanation.by(word.event().component(), word.event().version())
                        + ".",
                    List.of(word)));
    action.steps().forEach(step -> step.attempts().forEach(this::add));
    action.effects().forEach(this::add);
    action.messages().forEach(this::add);
    action
        .finished()
        .ifPresent(end -> add("Ended as " + end.event().outcome() + ".", List.of(end)));
    return statements.stream()
        .sorted(Comparator.comparing(Timed::at))
        .map(Timed::statement)
        .toList();
  }

  private void add(Attempt attempt) {
    String on = attempt.ranOn().map(version -> " in " + version).orElse("");
    attempt
        .finished()
        .ifPresentOrElse(
            end ->
                add(
                    attempt.succeeded()
                        ? "Step `" + attempt.step() + "` succeeded" + on + "."
                        : ActionExplanation.failure(attempt),
                    attempt.told()),
            () ->
                attempt
                    .started()
                    .ifPresent(
                        start ->
                            add(
                                "Step `" + attempt.step() + "` started" + on + ".",
                                List.of(start))));
  }

  private void add(Effect effect) {
    String target = effect.target().map(each -> " at " + each).orElse("");
    switch (at.truthOf(effect)) {
      case EffectTruth.Happened(boolean inPart, List<Recorded<?>> shownBy) ->
          add(effect.name() + target + (inPart ? " happened in part." : " happened."), shownBy);
      case EffectTruth.Undone(List<Recorded<?>> shownBy) ->
          add(effect.name() + target + " was undone.", shownBy);
      case EffectTruth.NeverHappened(_, List<Recorded<?>> shownBy) ->
          add(effect.name() + target + " did not happen.", shownBy);
      case EffectTruth.Disputed _,
          EffectTruth.InDoubt _,
          EffectTruth.InProgress _,
          EffectTruth.NotTried _ -> {}
    }
  }

  private void add(ActionMessage message) {
    message
        .published()
        .ifPresent(
            word ->
                add(
                    "A message was sent to "
                        + message.queue()
                        + ActionExplanation.by(word.event().component(), word.event().version())
                        + ".",
                    List.of(word)));
    message
        .consumed()
        .forEach(
            word ->
                add(
                    "A message was taken from "
                        + message.queue()
                        + ActionExplanation.by(word.event().component(), word.event().version())
                        + ".",
                    List.of(word)));
  }

  private void add(String text, List<? extends Recorded<?>> facts) {
    Recorded<?> last =
        facts.stream().<Recorded<?>>map(fact -> fact).max(Recorded.BY_TIME).orElseThrow();
    String when = SpokenTime.moment(last.effectiveAt(), at.instant());
    statements.add(new Timed(last.effectiveAt(), Statement.of(when + " " + text, facts)));
  }

  private record Timed(Instant at, Statement statement) {}
}
