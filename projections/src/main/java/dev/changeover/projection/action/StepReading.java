package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.ActionEvent.EffectDeclaration;
import dev.changeover.event.ActionEvent.EffectOutcome;
import dev.changeover.event.ActionEvent.EffectRecorded;
import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.ActionEvent.StepDeclaration;
import dev.changeover.event.ActionEvent.StepStarted;
import dev.changeover.event.Recorded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Derives the steps: the declared ones in declared order, then what else was seen, by the starts of
 * their first tries. An end that another clock tells too early does not put its step before others.
 */
final class StepReading {

  private StepReading() {}

  static List<Step> read(
      List<Recorded<OfAction>> facts, List<Recorded<ActionTypeDeclared>> declared) {
    Map<String, List<StepDeclaration>> names = new LinkedHashMap<>();
    DeclaredSteps.names(declared).forEach(name -> names.put(name, declarations(name, declared)));
    Map<String, List<Recorded<OfAction>>> byStep = new LinkedHashMap<>();
    for (Recorded<OfAction> fact : facts) {
      String step = ActionReading.stepOf(fact.event());
      if (step != null) {
        byStep.computeIfAbsent(step, _ -> new ArrayList<>()).add(fact);
      }
    }
    byStep.entrySet().stream()
        .sorted(Comparator.comparing(each -> first(each.getValue()), Recorded.BY_TIME))
        .forEach(each -> names.putIfAbsent(each.getKey(), List.of()));
    List<Step> steps =
        names.entrySet().stream()
            .map(each -> step(each.getKey(), each.getValue(), byStep, facts))
            .toList();
    return markSharedNames(steps);
  }

  private static Recorded<OfAction> first(List<Recorded<OfAction>> facts) {
    return facts.stream()
        .filter(each -> each.event() instanceof StepStarted)
        .findFirst()
        .orElseGet(facts::getFirst);
  }

  private static Step step(
      String name,
      List<StepDeclaration> declarations,
      Map<String, List<Recorded<OfAction>>> byStep,
      List<Recorded<OfAction>> all) {
    List<Recorded<OfAction>> facts = byStep.getOrDefault(name, List.of());
    List<Attempt> attempts = AttemptReading.read(name, facts);
    StepClass stepClass = stepClass(declarations, facts);
    Optional<StepDeclaration> declared = declarations.stream().reduce(StepReading::then);
    Step bare = new Step(name, declared, stepClass, attempts, List.of());
    return new Step(name, declared, stepClass, attempts, EffectReading.read(bare, facts, all));
  }

  private static List<StepDeclaration> declarations(
      String name, List<Recorded<ActionTypeDeclared>> declared) {
    return declared.stream()
        .flatMap(type -> type.event().steps().stream())
        .filter(step -> step.name().equals(name))
        .toList();
  }

  /**
   * The later declaration holds, but promises no more than the one before did: every effect of
   * either, the shorter memory of the callee, the longer call.
   */
  private static StepDeclaration then(StepDeclaration earlier, StepDeclaration later) {
    Map<String, EffectDeclaration> effects = new LinkedHashMap<>();
    later.effects().forEach(each -> effects.put(each.name(), each));
    earlier.effects().forEach(each -> effects.putIfAbsent(each.name(), each));
    return new StepDeclaration(
        later.name(),
        later.stepClass() == null ? earlier.stepClass() : later.stepClass(),
        shorter(earlier.keyTtl(), later.keyTtl()),
        shorter(earlier.inboxRetention(), later.inboxRetention()),
        later.queryable(),
        later.after(),
        longer(earlier.timeout(), later.timeout()),
        List.copyOf(effects.values()),
        later.uses());
  }

  private static @Nullable Duration shorter(@Nullable Duration one, @Nullable Duration other) {
    return Stream.of(one, other).filter(Objects::nonNull).min(Duration::compareTo).orElse(null);
  }

  private static @Nullable Duration longer(@Nullable Duration one, @Nullable Duration other) {
    return Stream.of(one, other).filter(Objects::nonNull).max(Duration::compareTo).orElse(null);
  }

  /**
   * The class that the declarations and the tries agree on. Where they do not, or where nobody
   * tells one, it is that of an undeclared step: the one that promises nothing.
   */
  private static StepClass stepClass(
      List<StepDeclaration> declared, List<Recorded<OfAction>> facts) {
    List<StepClass> told =
        Stream.concat(
                declared.stream().map(StepDeclaration::stepClass).filter(Objects::nonNull),
                facts.stream()
                    .map(Recorded::event)
                    .flatMap(
                        event ->
                            event instanceof StepStarted started
                                ? Stream.ofNullable(started.stepClass())
                                : Stream.empty()))
            .map(StepClass::parse)
            .distinct()
            .toList();
    return told.size() == 1
            && !(told.getFirst() instanceof StepClass.ReadOnly && doesMore(declared, facts))
        ? told.getFirst()
        : StepClass.parse(null);
  }

  /** Whether a step that is said to only read is declared, or was told, to have an effect. */
  private static boolean doesMore(List<StepDeclaration> declared, List<Recorded<OfAction>> facts) {
    return declared.stream().anyMatch(each -> !each.effects().isEmpty()) || didMore(facts);
  }

  private static boolean didMore(List<Recorded<OfAction>> facts) {
    return ActionReading.of(EffectRecorded.class, facts)
        .map(word -> word.event().outcome())
        .anyMatch(
            outcome ->
                outcome != EffectOutcome.NO_EFFECT && outcome != EffectOutcome.NOT_ATTEMPTED);
  }

  private static List<Step> markSharedNames(List<Step> steps) {
    Map<String, Long> counts =
        steps.stream()
            .flatMap(step -> step.effects().stream())
            .collect(Collectors.groupingBy(Effect::name, Collectors.counting()));
    return steps.stream()
        .map(
            step ->
                new Step(
                    step.name(),
                    step.declared(),
                    step.stepClass(),
                    step.attempts(),
                    step.effects().stream()
                        .map(
                            each ->
                                counts.getOrDefault(each.name(), 0L) > 1
                                    ? each.sharingItsName()
                                    : each)
                        .toList()))
        .toList();
  }
}
