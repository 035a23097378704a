package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.ActionEvent.StepDeclaration;
import dev.changeover.event.ActionEvent.StepStarted;
import dev.changeover.event.Recorded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Derives the steps: the declared ones in declared order, then what else was seen, by time. */
final class StepReading {

  private StepReading() {}

  static List<Step> read(
      List<Recorded<OfAction>> facts, Optional<Recorded<ActionTypeDeclared>> declared) {
    Map<String, Optional<StepDeclaration>> names = new LinkedHashMap<>();
    declared.ifPresent(
        type -> type.event().steps().forEach(step -> names.put(step.name(), Optional.of(step))));
    Map<String, List<Recorded<OfAction>>> byStep = new LinkedHashMap<>();
    for (Recorded<OfAction> fact : facts) {
      String step = ActionReading.stepOf(fact.event());
      if (step != null) {
        names.putIfAbsent(step, Optional.empty());
        byStep.computeIfAbsent(step, _ -> new ArrayList<>()).add(fact);
      }
    }
    List<Step> steps =
        names.entrySet().stream()
            .map(each -> step(each.getKey(), each.getValue(), byStep, facts))
            .toList();
    return markSharedNames(steps);
  }

  private static Step step(
      String name,
      Optional<StepDeclaration> declared,
      Map<String, List<Recorded<OfAction>>> byStep,
      List<Recorded<OfAction>> all) {
    List<Recorded<OfAction>> facts = byStep.getOrDefault(name, List.of());
    List<Attempt> attempts = AttemptReading.read(name, facts);
    StepClass stepClass = stepClass(declared, facts);
    Step bare = new Step(name, declared, stepClass, attempts, List.of());
    return new Step(name, declared, stepClass, attempts, EffectReading.read(bare, facts, all));
  }

  /**
   * The class that the declaration and the tries agree on. Where they do not, or where nobody tells
   * one, it is that of an undeclared step: the one that promises nothing.
   */
  private static StepClass stepClass(
      Optional<StepDeclaration> declared, List<Recorded<OfAction>> facts) {
    List<StepClass> told =
        Stream.concat(
                declared.map(StepDeclaration::stepClass).stream(),
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
    return told.size() == 1 ? told.getFirst() : StepClass.parse(null);
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
