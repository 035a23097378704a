package dev.changeover.explain.proof;

import static dev.changeover.explain.proof.RetryScene.REF;

import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.ActionEvent.AttemptError;
import dev.changeover.event.ActionEvent.AttemptOutcome;
import dev.changeover.event.ActionEvent.EffectDeclaration;
import dev.changeover.event.ActionEvent.EffectOutcome;
import dev.changeover.event.ActionEvent.EffectRecorded;
import dev.changeover.event.ActionEvent.Redrive;
import dev.changeover.event.ActionEvent.StepDeclaration;
import dev.changeover.event.ActionEvent.StepFinished;
import dev.changeover.event.ActionEvent.StepStarted;
import dev.changeover.event.ActionRef;
import dev.changeover.event.Event;
import dev.changeover.explain.proof.ActionTruth.Kind;
import dev.changeover.explain.proof.ActionTruth.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is told of an action's declaration, tries and effects, as its sources have the habit. */
final class ActionReports {
  private final Dice dice;
  private final RetryHabits habits;
  private final ActionTruth truth;
  final Telling telling;

  /** Which words name a key, so that keys told can be counted once it is known what is heard. */
  private final Map<Event, String> keyWords = new HashMap<>();

  ActionReports(Dice dice, RetryHabits habits, ActionTruth truth, Telling telling) {
    this.dice = dice;
    this.habits = habits;
    this.truth = truth;
    this.telling = telling;
  }

  /**
   * @param moved when version 2 declares that it has moved a column
   */
  void declare(Instant at, Instant moved) {
    if (!habits.declared) {
      return;
    }
    List<StepDeclaration> steps = truth.steps.stream().map(this::declaration).toList();
    if (habits.declaredSurely) {
      telling.surely("catalog", at, type(steps, "1"));
      if (truth.columns.moved()) {
        telling.surely("catalog", moved, type(steps, "2"));
      }
    } else {
      telling.perhaps("catalog", at, type(steps, "1"));
    }
  }

  private ActionTypeDeclared type(List<StepDeclaration> steps, String version) {
    return new ActionTypeDeclared(
        REF.type(),
        steps.stream().map(each -> truth.columns.declared(each, version)).toList(),
        null,
        null,
        habits.keepsDefinition ? Redrive.SAME_DEFINITION : null);
  }

  private StepDeclaration declaration(Step step) {
    boolean unnamed = step.effects().equals(List.of(step.name()));
    List<EffectDeclaration> effects = new ArrayList<>();
    if (!unnamed) {
      step.effects().forEach(each -> effects.add(new EffectDeclaration(each, "bank")));
    }
    return new StepDeclaration(
        step.name(),
        stepClass(step),
        step.kind() == Kind.KEYED && dice.often(3) ? step.ttl() : null,
        null,
        dice.often(2) ? (Boolean) true : null,
        null,
        step.timeout(),
        effects,
        List.of());
  }

  private static String stepClass(Step step) {
    return switch (step.kind()) {
      case KEYED -> "KEYED;ttl=" + step.ttl();
      case INBOX_DEDUPED -> "INBOX_DEDUPED;retention=" + step.ttl();
      case READ_ONLY,
          NATURALLY_IDEMPOTENT,
          EXTERNAL_NON_IDEMPOTENT,
          COMPENSATABLE,
          PIVOT,
          RETRIABLE ->
          step.kind().name();
    };
  }

  /** The start of a try; where tries are not counted, it is surely told. */
  void started(Attempting of, Instant at) {
    StepStarted start =
        words(of).started(of.lease(), habits.declared ? null : stepClass(of.step()));
    Telling.Word word = telling.perhaps(of.source(), at, start);
    of.words().add(habits.counts ? word : telling.keep(word));
  }

  void succeeded(Attempting of, Instant at) {
    StepFinished end = finished(of, null, null, AttemptOutcome.SUCCEEDED);
    of.words().add(telling.perhaps(of.source(), at, end));
  }

  /**
   * @param next when an engine tries again; null: it does not
   */
  void failed(
      Attempting of,
      Instant at,
      AttemptOutcome outcome,
      @Nullable String error,
      @Nullable Instant next) {
    StepFinished end = finished(of, error, next, outcome);
    of.words().add(telling.perhaps(of.source(), at, end));
  }

  private StepFinished finished(
      Attempting of, @Nullable String error, @Nullable Instant next, AttemptOutcome outcome) {
    return words(of)
        .finished(
            outcome, error == null ? null : new AttemptError(error, isDeterministic(error)), next);
  }

  private TryWords words(Attempting of) {
    return new TryWords(
        REF,
        of.step().name(),
        of.number(),
        component(),
        version(of.process()),
        instance(of.process()),
        graph(of),
        null);
  }

  /** Nobody says that an error passes; of one that does not, it is mostly told. */
  private @Nullable Boolean isDeterministic(String error) {
    return (error.equals(ActionTruth.POISON) && mostly()) ? true : null;
  }

  void effect(
      Attempting of, String effect, EffectOutcome outcome, @Nullable String key, Instant at) {
    if (!habits.tellsEffects) {
      return;
    }
    boolean keyed = of.step().kind() == Kind.KEYED && key != null;
    String told = keyed && habits.tellsKeys && mostly() ? key + effect : null;
    EffectRecorded word =
        new EffectRecorded(
            REF,
            of.step().name(),
            of.number(),
            effect,
            "bank",
            outcome,
            told,
            keyed && habits.tellsPayloads && mostly() ? payload(of.process().version) : null,
            null,
            null);
    if (told != null && habits.keyPerTry) {
      keyWords.put(word, told);
    }
    of.words().add(telling.perhaps(of.source(), at, word));
  }

  private boolean mostly() {
    return habits.complete || !dice.often(8);
  }

  private String payload(String version) {
    return truth.payloadsDiffer ? "payload-" + version : "payload";
  }

  private @Nullable String component() {
    return habits.tellsComponent && (habits.complete || !dice.often(20)) ? Fleet.COMPONENT : null;
  }

  private @Nullable String version(Fleet.Worker process) {
    return habits.complete || !dice.often(12) ? process.version : null;
  }

  private @Nullable String graph(Attempting of) {
    return habits.tellsGraphs ? of.self().graph : null;
  }

  private @Nullable String instance(Fleet.Worker process) {
    return habits.tellsInstances ? process.name : null;
  }

  /** Other actions of the type have finished its steps on a version that is not at fault. */
  void othersFinished(Instant at) {
    Step poisoned = truth.poisoned;
    String version = "1".equals(truth.poisonedOn) ? "2" : "1";
    for (Step step : truth.steps) {
      if (!truth.isPoison(step, version) && (step.equals(poisoned) || !habits.complete)) {
        telling.perhaps(
            "worker/other-" + version,
            at,
            other("470", step, version)
                .on(habits.tellsGraphs ? truth.graphs.of(step, version, dice) : null)
                .finished(AttemptOutcome.SUCCEEDED));
      }
    }
  }

  /** Other actions of the type have run on each version, and told with which graph. */
  void othersRan(Instant at) {
    if (!habits.tellsGraphs) {
      return;
    }
    for (String version : List.of("1", "2")) {
      for (Step step : truth.steps) {
        String graph = truth.graphs.of(step, version, dice);
        telling.perhaps(
            "worker/other-" + version, at, other("460", step, version).on(graph).started());
      }
    }
  }

  private static TryWords other(String id, Step step, String version) {
    return TryWords.first(
        new ActionRef(REF.type(), id + version), step.name(), Fleet.COMPONENT, version);
  }

  /** Which keys and graphs were named in what was heard. */
  void hear(List<Telling.Told> heard) {
    for (Telling.Told each : heard) {
      Event event = each.fact().event();
      String key = keyWords.get(event);
      if (key != null) {
        String effect = ((EffectRecorded) event).effect();
        truth.keysTold.computeIfAbsent(effect, _ -> new HashSet<>()).add(key);
      }
      if (event instanceof StepStarted start) {
        hear(start.step(), start.version(), start.stepGraph());
      } else if (event instanceof StepFinished end) {
        hear(end.step(), end.version(), end.stepGraph());
      }
    }
  }

  private void hear(String step, @Nullable String version, @Nullable String graph) {
    if (version != null && graph != null) {
      truth.graphs.hear(step, version, graph);
    }
  }
}
