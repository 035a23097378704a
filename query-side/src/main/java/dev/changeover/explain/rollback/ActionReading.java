package dev.changeover.explain.rollback;

import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionEvent.ActionFinished;
import dev.changeover.event.ActionEvent.EffectLookedUp;
import dev.changeover.event.ActionEvent.EffectRecorded;
import dev.changeover.event.ActionEvent.MessageConsumed;
import dev.changeover.event.ActionEvent.MessagePublished;
import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.ActionEvent.StepFinished;
import dev.changeover.event.ActionEvent.StepStarted;
import dev.changeover.event.ActionEvent.TraceGapFound;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.rollback.ActionsInFlight.Pinned;
import dev.changeover.projection.action.Action;
import dev.changeover.projection.action.Attempt;
import dev.changeover.projection.action.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The actions in flight on versions that would go. */
final class ActionReading {
  private ActionReading() {}

  static List<RollbackSubject> subjects(Scene scene) {
    Optional<BlindSpot> behind =
        ReleaseReading.behind(scene, "action", scene.facts().actions().position());
    List<RollbackSubject> subjects = new ArrayList<>(behind.stream().toList());
    scene.goingBack().forEach(each -> subjects.add(read(scene, each)));
    return subjects;
  }

  private static ActionsInFlight read(Scene scene, String component) {
    String target = scene.targets().versions().getOrDefault(component, "");
    NavigableSet<String> left = scene.left(component);
    List<Action> actions = scene.facts().actions().actions();
    List<Pinned> pinned =
        actions.stream()
            .filter(ActionReading::isOpen)
            .flatMap(each -> pinned(scene, each, component, target, left, actions).stream())
            .sorted(Comparator.comparing(Pinned::action))
            .toList();
    return new ActionsInFlight(component, target, List.copyOf(left), pinned, readAt(scene));
  }

  /** Not told to have ended, or begun again since. */
  private static boolean isOpen(Action action) {
    return action
        .finished()
        .filter(
            end ->
                action.steps().stream()
                    .flatMap(step -> step.attempts().stream())
                    .flatMap(attempt -> attempt.startedAt().stream())
                    .noneMatch(start -> start.isAfter(end.effectiveAt())))
        .isEmpty();
  }

  private static Optional<Pinned> pinned(
      Scene scene,
      Action action,
      String component,
      String target,
      NavigableSet<String> left,
      List<Action> others) {
    List<Recorded<OfAction>> touching =
        action.facts().stream().filter(each -> component.equals(componentOf(each))).toList();
    if (touching.isEmpty()) {
      return Optional.empty();
    }
    Recorded<OfAction> first = touching.getFirst();
    Recorded<OfAction> last = touching.getLast();
    Optional<Recorded<OfAction>> on =
        List.of(last, first).stream()
            .filter(
                each ->
                    ComponentVersion.toldBy(each.event())
                        .map(one -> left.contains(one.version()))
                        .orElse(true))
            .findFirst();
    return on.map(
        fact ->
            new Pinned(
                action.ref(),
                stuckAt(action, component, target, left, others),
                scene
                    .cite()
                    .fact(
                        action.ref().toString(),
                        "in flight, %s %s"
                            .formatted(
                                fact.equals(last) ? "last seen on" : "begun on",
                                ComponentVersion.toldBy(fact.event())
                                    .map(ComponentVersion::toString)
                                    .orElse(component + ", version not told")),
                        fact)));
  }

  /**
   * The step that it stands at, where only versions being left have ever run it, and the target has
   * run other steps of actions of this type.
   */
  private static Optional<String> stuckAt(
      Action action,
      String component,
      String target,
      NavigableSet<String> left,
      List<Action> others) {
    return standsAt(action, component)
        .filter(step -> ran(others, action, component, step).stream().anyMatch(left::contains))
        .filter(step -> !ran(others, action, component, step).contains(target))
        .filter(_ -> ranAnything(others, action, component, target));
  }

  private static Optional<String> standsAt(Action action, String component) {
    return action.steps().stream()
        .filter(step -> !step.succeeded() && step.attempted())
        .filter(
            step ->
                step.attempts().stream()
                    .anyMatch(each -> component.equals(each.component().orElse(null))))
        .map(Step::name)
        .reduce((_, later) -> later);
  }

  /** Versions of the component that have run a step of this type of action. */
  private static NavigableSet<String> ran(
      List<Action> actions, Action like, String component, String step) {
    NavigableSet<String> versions = new TreeSet<>();
    attempts(actions, like, component)
        .filter(each -> each.step().equals(step))
        .forEach(each -> each.version().ifPresent(versions::add));
    return versions;
  }

  private static boolean ranAnything(
      List<Action> actions, Action like, String component, String version) {
    return attempts(actions, like, component)
        .anyMatch(each -> version.equals(each.version().orElse(null)));
  }

  private static Stream<Attempt> attempts(List<Action> actions, Action like, String component) {
    return actions.stream()
        .filter(each -> each.ref().type().equals(like.ref().type()))
        .flatMap(each -> each.steps().stream())
        .flatMap(step -> step.attempts().stream())
        .filter(each -> component.equals(each.component().orElse(null)));
  }

  /** That the list is complete is known by the position it was read at, not by an event. */
  private static CitedFact readAt(Scene scene) {
    return new CitedFact(
        "actions in flight",
        "all, up to position " + scene.facts().actions().position(),
        scene.instant(),
        scene.instant(),
        Duration.ZERO,
        null,
        List.of());
  }

  /** The component that a fact was told of, with or without its version. */
  private static @Nullable String componentOf(Recorded<OfAction> fact) {
    return switch (fact.event()) {
      case ActionAccepted e -> e.component();
      case ActionFinished e -> e.component();
      case StepStarted e -> e.component();
      case StepFinished e -> e.component();
      case MessagePublished e -> e.component();
      case MessageConsumed e -> e.component();
      case EffectRecorded _, EffectLookedUp _, TraceGapFound _ -> null;
    };
  }
}
