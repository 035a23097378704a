package dev.changeover.projection.environment;

import static dev.changeover.projection.join.Join.as;

import dev.changeover.event.ActionEvent;
import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.ActionEvent.AttemptOutcome;
import dev.changeover.event.ActionEvent.MessageConsumed;
import dev.changeover.event.ActionEvent.MessagePublished;
import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.ActionEvent.StepFinished;
import dev.changeover.event.ActionEvent.StepStarted;
import dev.changeover.event.MessageForm;
import dev.changeover.event.Recorded;
import dev.changeover.projection.environment.queue.FormFlow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What facts about actions tell of the environment: declared types, who handles messages, and how
 * steps fare.
 */
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
      case StepStarted e when e.stepGraph() != null ->
          stepRuns(e, e.step(), e.component(), e.version(), known -> known.started(as(fact, e)));
      case StepFinished e -> {
        List<Change<?>> changes =
            new ArrayList<>(
                stepRuns(
                    e, e.step(), e.component(), e.version(), known -> known.finished(as(fact, e))));
        if (e.outcome() != AttemptOutcome.SUCCEEDED) {
          changes.add(error(as(fact, e)));
        }
        yield changes;
      }
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

  private static List<Change<?>> stepRuns(
      OfAction event,
      String step,
      @Nullable String component,
      @Nullable String version,
      UnaryOperator<StepRuns> change) {
    String type = event.action().type();
    return component == null || version == null
        ? List.of()
        : List.of(
            Change.of(
                StateKind.STEP_RUNS,
                known ->
                    change.apply(
                        known == null ? StepRuns.none(type, step, component, version) : known),
                type,
                step,
                component,
                version));
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
