package dev.changeover.projection.environment;

import static dev.changeover.projection.join.Join.as;

import dev.changeover.event.ActionEvent;
import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.ActionEvent.AttemptOutcome;
import dev.changeover.event.ActionEvent.MessageConsumed;
import dev.changeover.event.ActionEvent.MessagePublished;
import dev.changeover.event.ActionEvent.StepFinished;
import dev.changeover.event.MessageForm;
import dev.changeover.event.Recorded;
import dev.changeover.projection.environment.queue.FormFlow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What facts about actions tell of the environment: declared types, and who handles messages. */
final class ActionChanges {
  private ActionChanges() {}

  static List<Change<?>> of(Recorded<?> fact, ActionEvent event) {
    return switch (event) {
      case ActionTypeDeclared e ->
          List.of(
              Change.of(
                  StateKind.ACTION_TYPE,
                  known ->
                      (known == null ? ActionTypeFacts.none(e.type()) : known)
                          .declared(as(fact, e)),
                  e.type()));
      case MessagePublished e ->
          List.of(
              flow(
                  known -> FormFlow.published(known, as(fact, e)),
                  e.queue(),
                  e.schema(),
                  e.component(),
                  e.version()));
      case MessageConsumed e ->
          List.of(
              flow(
                  known -> FormFlow.consumed(known, as(fact, e)),
                  e.queue(),
                  e.schema(),
                  e.component(),
                  e.version()));
      case StepFinished e ->
          e.outcome() == AttemptOutcome.SUCCEEDED ? List.of() : List.of(error(as(fact, e)));
      case ActionEvent.OfAction _ -> List.of();
    };
  }

  private static Change<ErrorFacts> error(Recorded<StepFinished> fact) {
    StepFinished e = fact.event();
    return Change.of(
        StateKind.ERROR,
        known -> ErrorFacts.merge(known, fact),
        e.action().type(),
        e.step(),
        e.component(),
        e.version(),
        ErrorFacts.errorOf(e));
  }

  private static Change<FormFlow> flow(
      Change.Merge<FormFlow> merge,
      String queue,
      @Nullable MessageForm form,
      @Nullable String component,
      @Nullable String version) {
    String formText = form == null ? null : form.text();
    return Change.of(StateKind.FLOW, merge, queue, formText, component, version);
  }
}
