package dev.changeover.explain.proof;

import static dev.changeover.explain.proof.RetryScene.REF;

import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.ActionEvent.AttemptError;
import dev.changeover.event.ActionEvent.AttemptOutcome;
import dev.changeover.event.ActionEvent.EffectDeclaration;
import dev.changeover.event.ActionEvent.EffectOutcome;
import dev.changeover.event.ActionEvent.EffectRecorded;
import dev.changeover.event.ActionEvent.StepDeclaration;
import dev.changeover.event.ActionEvent.StepFinished;
import dev.changeover.event.ActionEvent.StepStarted;
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

  void declare(Instant at) {
    if (!habits.declared) {
      return;
    }
    List<StepDeclaration> steps = truth.steps.stream().map(this::declaration).toList();
    ActionTypeDeclared type = new ActionTypeDeclared(REF.type(), steps, null, null, null);
    if (habits.declaredSurely) {
      telling.surely("catalog", at, type);
    } else {
      telling.perhaps("catalog", at, type);
    }
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
    return step.kind() == Kind.KEYED ? "KEYED;ttl=" + step.ttl() : step.kind().name();
  }

  /** The start of a try; where tries are not counted, it is surely told. */
  void started(Attempting of, Instant at) {
    StepStarted start =
        new StepStarted(
            REF,
            of.step().name(),
            of.number(),
            component(),
            version(of.process()),
            instance(of.process()),
            null,
            of.lease(),
            null,
            null,
            habits.declared ? null : stepClass(of.step()));
    Telling.Word word = telling.perhaps(of.source(), at, start);
    of.words().add(habits.counts ? word : telling.keep(word));
  }

  void succeeded(Attempting of, Instant at) {
    StepFinished end = finished(of, null, null, AttemptOutcome.SUCCEEDED);
    of.words().add(telling.perhaps(of.source(), at, end));
  }

  /** An end that tells of an automatic retry is surely told. */
  void failed(
      Attempting of,
      Instant at,
      AttemptOutcome outcome,
      @Nullable String error,
      @Nullable Instant next) {
    StepFinished end = finished(of, error, next, outcome);
    of.words()
        .add(
            next == null
                ? telling.perhaps(of.source(), at, end)
                : telling.surely(of.source(), at, end));
  }

  private StepFinished finished(
      Attempting of, @Nullable String error, @Nullable Instant next, AttemptOutcome outcome) {
    return new StepFinished(
        REF,
        of.step().name(),
        of.number(),
        component(),
        version(of.process()),
        instance(of.process()),
        null,
        outcome,
        error == null ? null : new AttemptError(error, null),
        next,
        null,
        null);
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
    return habits.complete || !dice.often(20) ? Fleet.COMPONENT : null;
  }

  private @Nullable String version(Fleet.Worker process) {
    return habits.complete || !dice.often(12) ? process.version : null;
  }

  private @Nullable String instance(Fleet.Worker process) {
    return habits.tellsInstances ? process.name : null;
  }

  /** Which keys were named in what was heard. */
  void noteKeys(List<Telling.Told> heard) {
    for (Telling.Told each : heard) {
      String key = keyWords.get(each.fact().event());
      if (key != null) {
        String effect = ((EffectRecorded) each.fact().event()).effect();
        truth.keysTold.computeIfAbsent(effect, _ -> new HashSet<>()).add(key);
      }
    }
  }
}
