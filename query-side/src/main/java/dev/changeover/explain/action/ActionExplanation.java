package dev.changeover.explain.action;

import dev.changeover.event.ActionEvent.AttemptOutcome;
import dev.changeover.event.Recorded;
import dev.changeover.explain.Explanation;
import dev.changeover.explain.SpokenTime;
import dev.changeover.explain.Statement;
import dev.changeover.projection.action.Action;
import dev.changeover.projection.action.ActionAt;
import dev.changeover.projection.action.ActionState;
import dev.changeover.projection.action.Attempt;
import dev.changeover.projection.action.StateSince;
import dev.changeover.projection.action.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts an action into sentences. */
public final class ActionExplanation {
  private final ActionAt at;
  private final Action action;

  private ActionExplanation(ActionAt at) {
    this.at = at;
    this.action = at.action();
  }

  /** The explanation of an action at an instant. */
  public static Explanation of(ActionAt at) {
    return new ActionExplanation(at).explanation();
  }

  private Explanation explanation() {
    List<Statement> pending = new Pending(at).statements();
    List<Statement> doubts = new Doubts(at).statements();
    return new Explanation(
        summary(pending, doubts), new Happened(at).statements(), pending, doubts);
  }

  private String summary(List<Statement> pending, List<Statement> doubts) {
    StateSince state = at.state();
    if (state.state() == ActionState.UNOBSERVED) {
      return "`" + action.ref() + "` is UNOBSERVED: nothing is known of it.";
    }
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "`%s` is %s since %s.".formatted(action.ref(), state.state(), say(state.since())));
    beginning().ifPresent(sentences::add);
    lastFailure().ifPresent(sentences::add);
    doubts.stream().limit(2).map(Statement::text).forEach(sentences::add);
    pending.stream().limit(2).map(Statement::text).forEach(sentences::add);
    at.newer()
        .filter(_ -> state.state() == ActionState.SUPERSEDED)
        .ifPresent(
            newer -> sentences.add("The newer " + newer.ref() + " with the same key completed."));
    if (pending.isEmpty() && action.finished().isEmpty()) {
      silence().ifPresent(sentences::add);
    }
    return String.join(" ", sentences);
  }

  private Optional<String> beginning() {
    String accepted =
        action
            .accepted()
            .map(
                word ->
                    "It was accepted"
                        + by(word.event().component(), word.event().version())
                        + " at "
                        + say(word.effectiveAt()))
            .orElse("");
    String done =
        at.forwardSteps().stream()
            .filter(Step::succeeded)
            .map(step -> "`" + step.name() + "`")
            .collect(Collectors.joining(", "));
    if (accepted.isEmpty() && done.isEmpty()) {
      return Optional.empty();
    }
    String both = accepted.isEmpty() || done.isEmpty() ? "" : " and ";
    return Optional.of(
        accepted
            + (accepted.isEmpty() ? "It " : both)
            + (done.isEmpty() ? "" : "completed " + done)
            + ".");
  }

  private Optional<String> lastFailure() {
    return at.action().steps().stream()
        .flatMap(step -> step.attempts().stream())
        .filter(attempt -> attempt.finished().isPresent() && !attempt.succeeded())
        .filter(this::isLastOfItsStep)
        .max(Comparator.comparing(attempt -> attempt.finished().orElseThrow(), Recorded.BY_TIME))
        .map(ActionExplanation::failure);
  }

  /** Of what happened since nobody knows more than what was told. */
  private Optional<String> silence() {
    return action.facts().stream()
        .map(Recorded::effectiveAt)
        .max(Comparator.naturalOrder())
        .filter(at.instant()::isAfter)
        .map(last -> "Nothing has been told of it since %s.".formatted(say(last)));
  }

  private boolean isLastOfItsStep(Attempt attempt) {
    return action
        .step(attempt.step())
        .filter(step -> step.attempts().getLast().equals(attempt))
        .isPresent();
  }

  /** E.g. {@code Step `charge` timed out after 10 s in payments 5.1.0.} */
  static String failure(Attempt attempt) {
    boolean timedOut = attempt.outcome().filter(AttemptOutcome.TIMED_OUT::equals).isPresent();
    String how = timedOut ? "timed out" : "failed";
    String after =
        attempt
            .startedAt()
            .flatMap(
                start ->
                    attempt
                        .endedAt()
                        .filter(end -> !end.isBefore(start))
                        .map(end -> " after " + SpokenTime.length(Duration.between(start, end))))
            .orElse("");
    String where = attempt.ranOn().map(version -> " in " + version).orElse("");
    String why =
        attempt
            .error()
            .flatMap(error -> Optional.ofNullable(error.type()))
            .filter(type -> !(timedOut && type.equals("timeout"))) // said already
            .map(type -> " (" + type + ")")
            .orElse("");
    return "Step `" + attempt.step() + "` " + how + after + where + why + ".";
  }

  static String by(@Nullable String component, @Nullable String version) {
    return component == null ? "" : " by " + component + (version == null ? "" : " " + version);
  }

  private String say(Instant moment) {
    return SpokenTime.moment(moment, at.instant());
  }
}
