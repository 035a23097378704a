package dev.changeover.explain.retry;

import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.CallbackEvent.CallbackRegistered;
import dev.changeover.event.Recorded;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.environment.FactsLacking;
import dev.changeover.projection.action.ActionState;
import dev.changeover.projection.action.Effect;
import dev.changeover.projection.action.EffectTruth;
import dev.changeover.projection.action.NewerAction;
import dev.changeover.projection.action.StateSince;
import dev.changeover.projection.action.Step;
import dev.changeover.projection.environment.dependant.CallbackFacts;
import dev.changeover.projection.environment.dependant.PathFacts;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * The action as a whole.
 *
 * @param toRun the steps that the retry would run, again or for the first time
 * @param mustBeProved whether it is the only subject: then nothing else can speak for the retry
 */
public record ActionUnderRetry(RetryFacts facts, List<Step> toRun, boolean mustBeProved)
    implements RetrySubject {

  @Override
  public String name() {
    return "action " + facts.ref();
  }

  public StateSince state() {
    return facts.at().state();
  }

  public boolean is(ActionState state) {
    return state().state() == state;
  }

  /** Undoings that were begun and are not known to have succeeded, whatever was begun since. */
  public List<Step> openUndoings() {
    return facts.at().compensations().stream().filter(step -> !step.hasUndoneAll()).toList();
  }

  /** RUNNING with no try open: the last step ended a moment ago, and the next is to follow. */
  public boolean goesOnByItself() {
    return is(ActionState.RUNNING)
        && facts.at().forwardSteps().stream()
            .flatMap(step -> step.attempts().stream())
            .allMatch(attempt -> facts.at().lifeOf(attempt).over());
  }

  /** The newer action that has completed, by whatever state this one is in. */
  public Optional<NewerAction> newer() {
    return facts.at().newer();
  }

  public List<CallbackFacts> outstandingCallbacks() {
    return facts.at().outstandingCallbacks();
  }

  /** Callbacks that may be awaited by it, and tell no action. */
  public List<Recorded<CallbackRegistered>> callbacksOfNobody() {
    return new CallbacksOfNobody(facts.at()).registered();
  }

  /** The business keys that were told of it, each with the first word of it. */
  public SortedMap<String, Recorded<OfAction>> keysTold() {
    return KeysTold.in(facts.action().facts());
  }

  /** What of its record is missing; empty: nothing that is known of. */
  public List<RecordGap> gaps() {
    return RecordGap.of(facts);
  }

  /** How many positions the environment's read model is behind what is asked about. */
  public long lag() {
    return facts.asked().position()
        - FactsLacking.knownTo(facts.environmentKnownTo(), facts.environment(), facts.asked());
  }

  /** Facts of its environment that are known to be missing. */
  public List<FactsLacking> lacking() {
    return FactsLacking.of(facts.environment(), facts.asked());
  }

  /** The step asked for, where the action has none of that name. */
  public Optional<String> unknownStep() {
    return facts
        .fromStep()
        .filter(
            name -> facts.at().forwardSteps().stream().noneMatch(step -> step.name().equals(name)));
  }

  /**
   * Steps before the one asked for that are not known to be done. What may have happened of a step
   * is judged with its effects; here is what surely, or for all that is known, did not.
   */
  public List<Step> skippedUndone() {
    List<Step> steps = facts.at().forwardSteps();
    Set<String> before = new HashSet<>();
    facts.fromStep().ifPresent(from -> Resumption.addAllBefore(from, steps, before));
    return steps.stream()
        .filter(step -> before.contains(step.name()) && !step.succeeded())
        .filter(
            step -> step.effects().isEmpty() || step.effects().stream().anyMatch(this::isUndone))
        .toList();
  }

  /**
   * Columns, tables, topics and paths that its steps use as declared last, and that were removed.
   */
  public List<PathFacts> usesThatAreGone() {
    return toRun.stream()
        .flatMap(step -> step.declared().stream())
        .flatMap(each -> each.uses().stream())
        .distinct()
        .flatMap(use -> gone(use).stream())
        .toList();
  }

  /** Names of the steps that it would run and that use one of these as declared last. */
  public List<String> stepsThatUse(PathFacts path) {
    return toRun.stream()
        .filter(
            step -> step.declared().filter(each -> each.uses().contains(path.path())).isPresent())
        .map(Step::name)
        .toList();
  }

  /** Those that its steps used as declared before, while a version of that may run it. */
  public List<OlderUse> olderUsesThatAreGone() {
    OlderDeclarations older = new OlderDeclarations(facts);
    List<Recorded<ActionTypeDeclared>> declarations = older.all();
    return declarations.stream()
        .flatMap(each -> toRun.stream().flatMap(step -> uses(each, step)))
        .distinct()
        .flatMap(use -> gone(use).stream())
        .filter(path -> stepsThatUse(path).isEmpty())
        .map(path -> olderUse(path, declarations, older))
        .toList();
  }

  private OlderUse olderUse(
      PathFacts path, List<Recorded<ActionTypeDeclared>> declarations, OlderDeclarations older) {
    List<Recorded<ActionTypeDeclared>> own =
        declarations.stream()
            .filter(
                each ->
                    toRun.stream().flatMap(step -> uses(each, step)).anyMatch(path.path()::equals))
            .toList();
    return new OlderUse(
        path,
        toRun.stream()
            .filter(
                step ->
                    own.stream().flatMap(each -> uses(each, step)).anyMatch(path.path()::equals))
            .map(Step::name)
            .toList(),
        List.copyOf(own),
        own.stream().flatMap(each -> older.instancesOf(each).stream()).distinct().toList(),
        older.allNamed(),
        older.unnamed().stream().<Recorded<?>>flatMap(each -> each.started().stream()).toList());
  }

  private static Stream<String> uses(Recorded<ActionTypeDeclared> declaration, Step step) {
    return declaration.event().steps().stream()
        .filter(each -> each.name().equals(step.name()))
        .flatMap(each -> each.uses().stream());
  }

  private Optional<PathFacts> gone(String use) {
    return Optional.ofNullable(facts.environment().paths().get(use))
        .filter(each -> !each.present());
  }

  private boolean isUndone(Effect effect) {
    return switch (facts.at().truthOf(effect)) {
      case EffectTruth.NotTried _, EffectTruth.NeverHappened _, EffectTruth.Undone _ -> true;
      case EffectTruth.Happened _,
          EffectTruth.InDoubt _,
          EffectTruth.InProgress _,
          EffectTruth.Disputed _ ->
          false;
    };
  }

  @Override
  public String whatIsNotKnown() {
    return WhatIsOpen.of(facts).sentence();
  }

  @Override
  public MissingFact whatNobodyTold() {
    return WhatIsOpen.of(facts).missing();
  }
}
