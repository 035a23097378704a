package dev.changeover.timeline;

import static dev.changeover.timeline.Words.in;
import static dev.changeover.timeline.Words.length;
import static dev.changeover.timeline.Words.with;
import static dev.changeover.timeline.Words.words;

import dev.changeover.event.ActionEvent;
import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionEvent.ActionFinished;
import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.ActionEvent.AttemptOutcome;
import dev.changeover.event.ActionEvent.EffectLookedUp;
import dev.changeover.event.ActionEvent.EffectOutcome;
import dev.changeover.event.ActionEvent.EffectRecorded;
import dev.changeover.event.ActionEvent.MessageConsumed;
import dev.changeover.event.ActionEvent.MessagePublished;
import dev.changeover.event.ActionEvent.StepDeclaration;
import dev.changeover.event.ActionEvent.StepFinished;
import dev.changeover.event.ActionEvent.StepStarted;
import dev.changeover.event.ActionEvent.TraceGapClosed;
import dev.changeover.event.ActionEvent.TraceGapFound;
import dev.changeover.event.MessageForm;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Facts about actions as sentences. */
final class ActionSentence {
  private ActionSentence() {}

  static String of(ActionEvent event) {
    return switch (event) {
      case ActionTypeDeclared e ->
          "Actions of type %s were declared%s%s."
              .formatted(
                  e.type(),
                  steps(e),
                  e.expectedDuration() == null
                      ? ""
                      : ", done within " + length(e.expectedDuration()));
      case ActionAccepted e ->
          "%s was accepted%s%s."
              .formatted(e.action(), in(e.component(), e.version()), with(", key ", e.key()));
      case ActionFinished e ->
          "%s ended %s%s."
              .formatted(e.action(), words(e.outcome()), in(e.component(), e.version()));
      case StepStarted e ->
          "%s of %s%s began%s%s."
              .formatted(
                  step(e.step(), e.attempt()),
                  e.action(),
                  with(", undoing ", e.compensates()),
                  in(e.component(), e.version()),
                  with(" on ", e.instance()));
      case StepFinished e -> finished(e);
      case EffectRecorded e ->
          "%s of %s: effect %s%s %s."
              .formatted(
                  step(e.step(), e.attempt()),
                  e.action(),
                  e.effect(),
                  with(" on ", e.target()),
                  outcome(e.outcome()));
      case EffectLookedUp e ->
          "Effect %s of %s was looked up%s%s: it %s."
              .formatted(
                  e.effect(),
                  e.action(),
                  with(" by ", e.by()),
                  with(" at ", e.at()),
                  outcome(e.outcome()));
      case MessagePublished e ->
          "A message%s of %s was put into queue %s%s."
              .formatted(form(e.schema()), e.action(), e.queue(), in(e.component(), e.version()));
      case MessageConsumed e ->
          "A message%s of %s was taken from queue %s%s."
              .formatted(form(e.schema()), e.action(), e.queue(), in(e.component(), e.version()));
      case TraceGapFound e ->
          "The record of %s has a gap: %s%s"
              .formatted(e.action(), e.what(), e.what().endsWith(".") ? "" : ".");
      case TraceGapClosed e ->
          "What was missing of %s has come: the gap %s is closed.".formatted(e.action(), e.gap());
    };
  }

  private static String finished(StepFinished event) {
    String error = event.error() == null ? null : event.error().type();
    boolean said = event.outcome() == AttemptOutcome.TIMED_OUT && "timeout".equals(error);
    return "%s of %s %s%s%s%s."
        .formatted(
            step(event.step(), event.attempt()),
            event.action(),
            words(event.outcome()),
            in(event.component(), event.version()),
            said ? "" : with(" with ", error),
            with("; an automatic retry is due at ", event.nextRetryAt()));
  }

  private static String steps(ActionTypeDeclared event) {
    return event.steps().isEmpty()
        ? ""
        : event.steps().stream()
            .map(StepDeclaration::name)
            .collect(Collectors.joining(", ", " with the steps ", ""));
  }

  private static String step(String name, int attempt) {
    return attempt == 1 ? "Step " + name : "Step " + name + ", attempt " + attempt + ",";
  }

  private static String form(@Nullable MessageForm form) {
    return with(" of form ", form);
  }

  private static String outcome(EffectOutcome outcome) {
    return switch (outcome) {
      case NOT_ATTEMPTED -> "was not attempted";
      case NO_EFFECT -> "did not happen";
      case CONFIRMED -> "happened";
      case UNKNOWN -> "may or may not have happened";
      case PARTIAL -> "happened in part";
      case COMPENSATED -> "was undone";
    };
  }
}
