package dev.changeover.explain.retry;

import dev.changeover.event.ActionEvent.Redrive;
import dev.changeover.event.ComponentVersion;
import dev.changeover.projection.action.Attempt;
import dev.changeover.projection.action.Step;
import dev.changeover.projection.environment.component.ComponentFacts;
import dev.changeover.projection.environment.component.Presence;
import java.util.List;
import java.util.Optional;

/** Whether the version is there that an engine redrives a step on. */
public sealed interface NeededVersion {

  /** No engine is declared to redrive on the old definition, or nobody told which that is. */
  record NotAsked() implements NeededVersion {}

  record There(ComponentVersion version) implements NeededVersion {}

  /** Every instance of it has ended or been silent for too long; may have none at all. */
  record Gone(ComponentVersion version, List<Presence> instances) implements NeededVersion {}

  /** It fell silent, or was only announced, or somebody hides a version. */
  record NotKnown(ComponentVersion version, List<Presence> instances) implements NeededVersion {}

  /** The version that the step was first tried on is the one that the engine keeps to. */
  static NeededVersion of(RetryFacts facts, Step step) {
    if (!facts.redrives().contains(Redrive.SAME_DEFINITION)) {
      return new NotAsked();
    }
    Optional<ComponentVersion> needed =
        step.attempts().stream().map(Attempt::ranOn).flatMap(Optional::stream).findFirst();
    return needed
        .flatMap(
            version ->
                facts
                    .environment()
                    .component(version.component())
                    .filter(each -> !each.presences().isEmpty() || !each.announced().isEmpty())
                    .map(component -> of(facts, component, version)))
        .orElseGet(() -> needed.isPresent() ? new NotAsked() : ofAnyComponent(facts, step));
  }

  /**
   * Where tries tell a version and not of which component, it is there if each that had it has it.
   */
  private static NeededVersion ofAnyComponent(RetryFacts facts, Step step) {
    return step.attempts().stream().flatMap(each -> each.version().stream()).findFirst().stream()
        .flatMap(
            version ->
                facts.environment().components().values().stream()
                    .filter(each -> !each.at(version).isEmpty())
                    .map(each -> of(facts, each, new ComponentVersion(each.component(), version))))
        .flatMap(each -> unlessThere(each).stream())
        .findFirst()
        .orElseGet(NotAsked::new);
  }

  private static Optional<NeededVersion> unlessThere(NeededVersion needed) {
    return switch (needed) {
      case Gone(ComponentVersion version, List<Presence> instances) ->
          Optional.of(new NotKnown(version, instances));
      case NotKnown unknown -> Optional.of(unknown);
      case There _, NotAsked _ -> Optional.empty();
    };
  }

  private static NeededVersion of(
      RetryFacts facts, ComponentFacts component, ComponentVersion needed) {
    List<Presence> instances = component.at(needed.version());
    List<Presence> possible =
        component.possiblyLive(facts.asked().instant(), facts.policy()).stream()
            .filter(each -> each.version() == null || each.version().equals(needed.version()))
            .toList();
    if (possible.stream()
        .filter(each -> each.version() != null)
        .anyMatch(each -> each.liveAt(facts.asked().instant(), facts.policy()))) {
      return new There(needed);
    }
    boolean announced = component.announced().containsKey(needed.version());
    return possible.isEmpty() && !announced
        ? new Gone(needed, instances)
        : new NotKnown(needed, instances);
  }
}
