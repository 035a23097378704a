package dev.changeover.explain.action;

import dev.changeover.event.Recorded;
import dev.changeover.explain.SpokenTime;
import dev.changeover.explain.Statement;
import dev.changeover.projection.action.Acceptance;
import dev.changeover.projection.action.ActionAt;
import dev.changeover.projection.action.ActionMessage;
import dev.changeover.projection.action.Attempt;
import dev.changeover.projection.action.AttemptLife;
import dev.changeover.projection.environment.dependant.CallbackFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is to come or still runs. */
final class Pending {
  private final ActionAt at;
  private final List<Statement> statements = new ArrayList<>();

  Pending(ActionAt at) {
    this.at = at;
  }

  List<Statement> statements() {
    at.action().steps().stream().flatMap(step -> step.attempts().stream()).forEach(this::running);
    at.forwardSteps().stream().flatMap(step -> at.toBeRetried(step).stream()).forEach(this::retry);
    at.waitingMessages().forEach(this::waiting);
    at.outstandingCallbacks().forEach(this::awaited);
    return statements;
  }

  private void running(Attempt attempt) {
    if (at.lifeOf(attempt) instanceof AttemptLife.Live life) {
      String until = life.until().map(end -> " until " + say(end)).orElse("");
      statements.add(
          Statement.of(
              "Attempt %d of step `%s` must be taken for running: %s%s."
                  .formatted(attempt.number(), attempt.step(), life.because(), until),
              Stream.<Recorded<?>>concat(attempt.told().stream(), life.shownBy().stream())
                  .toList()));
    }
  }

  private void retry(Attempt attempt) {
    Instant next = attempt.nextRetryAt().orElseThrow();
    String verb = next.isAfter(at.instant()) ? "will be" : "was to be";
    statements.add(
        Statement.of(
            "Step `%s` %s retried automatically at %s.".formatted(attempt.step(), verb, say(next)),
            attempt.told()));
  }

  private void waiting(ActionMessage message) {
    String form = message.form().map(each -> " (" + each + ")").orElse("");
    String who =
        switch (at.acceptanceOf(message)) {
          case Acceptance.Accepted(var by) ->
              by.size() == 1 ? "a live worker accepts it" : by.size() + " live workers accept it";
          case Acceptance.NotTold _ -> "the live workers do not tell what they accept";
          case Acceptance.Refused(var workers) ->
              workers.size() == 1
                  ? "the live worker does not accept it"
                  : "none of %d live workers accepts it".formatted(workers.size());
          case Acceptance.OnlySilent(var workers) ->
              workers.stream()
                      .noneMatch(
                          each -> each.reportFreshAt(at.instant(), at.environment().policy()))
                  ? "the workers are silent"
                  : "the workers are silent or about to stop";
          case Acceptance.AllGone _ -> "no worker is left";
          case Acceptance.NobodyKnown _ -> "no worker was ever seen there";
        };
    statements.add(
        Statement.of(
            "A message%s waits on %s; %s.".formatted(form, message.queue(), who),
            message.published().stream().toList()));
  }

  private void awaited(CallbackFacts callback) {
    Optional.ofNullable(callback.registered())
        .ifPresent(
            word -> {
              Instant expires = word.event().expires();
              String until = expires == null ? "" : " until " + say(expires);
              statements.add(
                  Statement.of(
                      "The answer %s may still come%s.".formatted(callback.callback(), until),
                      List.of(word)));
            });
  }

  private String say(Instant moment) {
    return SpokenTime.moment(moment, at.instant());
  }
}
