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

  /** No engine is declared to redrive on the old definition. */
  record NotAsked() implements NeededVersion {}

  record There(ComponentVersion version) implements NeededVersion {}

  /** Every instance of it has ended or been silent for too long; may have none at all. */
  record Gone(ComponentVersion version, List<Presence> instances) implements NeededVersion {}

  /** One does, and no try of the step tells which version it began on. */
  record NotTold() implements NeededVersion {}

  /** It fell silent, was only announced or never seen, or somebody hides a version. */
  record NotKnown(ComponentVersion version, List<Presence> instances) implements NeededVersion {}

  /** The version that the step was first tried on is the one that the engine keeps to. */
  static NeededVersion of(RetryFacts facts, Step step) {
    if (!facts.redrives().contains(Redrive.SAME_DEFINITION)) {
      return new NotAsked();
    }
    Optional<ComponentVersion> needed =
        step.attempts().stream().map(Attempt::ranOn).flatMap(Optional::stream).findFirst();
    return needed
        .map(version -> ofComponent(facts, version))
        .orElseGet(() -> ofAnyComponent(facts, step));
  }

  private static NeededVersion ofComponent(RetryFacts facts, ComponentVersion needed) {
    return facts
        .environment()
        .component(needed.component())
        .filter(each -> !each.presences().isEmpty() || !each.announced().isEmpty())
        .map(component -> of(facts, component, needed))
        .orElseGet(() -> new NotKnown(needed, List.of()));
  }

  /**
   * Where tries tell a version and not of which component, it is there if each that had it has it.
   */
  private static NeededVersion ofAnyComponent(RetryFacts facts, Step step) {
    Optional<String> version =
        step.attempts().stream().flatMap(each -> each.version().stream()).findFirst();
    List<NeededVersion> possible =
        version.stream()
            .flatMap(
                name ->
                    facts.environment().components().values().stream()
                        .filter(each -> !each.at(name).isEmpty())
                        .map(each -> of(facts, each, new ComponentVersion(each.component(), name))))
            .toList();
    return possible.stream()
        .flatMap(each -> unlessThere(each).stream())
        .findFirst()
        .orElseGet(() -> possible.isEmpty() ? new NotTold() : new NotAsked());
  }

  private static Optional<NeededVersion> unlessThere(NeededVersion needed) {
    return switch (needed) {
      case Gone(ComponentVersion version, List<Presence> instances) ->
          Optional.of(new NotKnown(version, instances));
      case NotKnown unknown -> Optional.of(unknown);
      case There _, NotAsked _, NotTold _ -> Optional.empty();
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
