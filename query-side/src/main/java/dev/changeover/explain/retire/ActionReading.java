package dev.changeover.explain.retire;

import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionEvent.ActionFinished;
import dev.changeover.event.ActionEvent.ActionOutcome;
import dev.changeover.event.ActionEvent.EffectLookedUp;
import dev.changeover.event.ActionEvent.EffectRecorded;
import dev.changeover.event.ActionEvent.MessageConsumed;
import dev.changeover.event.ActionEvent.MessagePublished;
import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.ActionEvent.Redrive;
import dev.changeover.event.ActionEvent.StepFinished;
import dev.changeover.event.ActionEvent.StepStarted;
import dev.changeover.event.ActionEvent.TraceGapClosed;
import dev.changeover.event.ActionEvent.TraceGapFound;
import dev.changeover.event.ActionRef;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.retire.ClosedActions.Needing;
import dev.changeover.explain.retire.OpenActions.Pinned;
import dev.changeover.projection.action.Action;
import dev.changeover.projection.action.InFlight;
import dev.changeover.projection.action.InFlightGroup;
import dev.changeover.projection.action.UnplacedAction;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The actions that need a version: those that have not ended, and those that may run again. */
record ActionReading(Scene scene, ComponentVersion version, ActionsOfVersion actions) {

  OpenActions open() {
    List<Touched> open =
        actions.actions().stream()
            .filter(ActionReading::isOpen)
            .flatMap(each -> touched(each).stream())
            .toList();
    List<Pinned> pinned =
        pinned(open.stream().filter(each -> isOurs(each.first()) || isOurs(each.last())));
    List<Pinned> untold =
        pinned(
            open.stream()
                .filter(each -> !isOurs(each.first()) && !isOurs(each.last()))
                .filter(each -> isUntold(each.first()) || isUntold(each.last())));
    List<Pinned> unplaced = unplaced(pinned, untold);
    return new OpenActions(
        version,
        pinned,
        counted(this::isOurs).orElse((long) pinned.size()),
        untold,
        counted(each -> !isOurs(each) && isUntold(each)).orElse((long) untold.size()),
        unplaced,
        scene.possiblyLive(version.component()).stream()
            .anyMatch(each -> version.version().equals(each.version())),
        scene.readAt("open actions", actions.position()));
  }

  /** Those that may run on a component that nobody named, the others left out. */
  private List<Pinned> unplaced(List<Pinned> pinned, List<Pinned> untold) {
    Set<ActionRef> known =
        Stream.concat(pinned.stream(), untold.stream())
            .map(Pinned::action)
            .collect(Collectors.toSet());
    List<Recorded<OfAction>> facts =
        actions.actions().stream()
            .filter(each -> !known.contains(each.ref()))
            .flatMap(each -> each.facts().stream())
            .toList();
    Set<ActionRef> some =
        InFlight.unplaced(facts).stream().map(UnplacedAction::action).collect(Collectors.toSet());
    return actions.actions().stream()
        .filter(each -> some.contains(each.ref()))
        .map(this::unplaced)
        .sorted(BY_AGE)
        .toList();
  }

  private Pinned unplaced(Action action) {
    Recorded<OfAction> last = action.facts().getLast();
    return new Pinned(
        action.ref(),
        action.beganAt().orElse(last.effectiveAt()),
        scene.cite(action.ref().toString(), "open, component not told", last));
  }

  private List<Pinned> pinned(Stream<Touched> some) {
    return some.map(this::pinned).sorted(BY_AGE).toList();
  }

  /** How many are in flight of such groups; empty: they are read one by one. */
  private Optional<Long> counted(Predicate<InFlightGroup> which) {
    return actions
        .counted()
        .map(groups -> groups.stream().filter(which).mapToLong(InFlightGroup::count).sum());
  }

  private boolean isOurs(InFlightGroup group) {
    return version.version().equals(group.begunOn()) || version.version().equals(group.lastOn());
  }

  private static boolean isUntold(InFlightGroup group) {
    return group.begunOn() == null || group.lastOn() == null;
  }

  ClosedActions closed() {
    return new ClosedActions(
        version,
        scene.instant(),
        actions.actions().stream()
            .filter(each -> !isOpen(each))
            .flatMap(each -> needing(each).stream())
            .sorted(Comparator.comparing(Needing::action))
            .toList(),
        scene.readAt("closed actions", actions.position()));
  }

  private static final Comparator<Pinned> BY_AGE =
      Comparator.comparing(Pinned::began).thenComparing(Pinned::action);

  /** The first and the last fact that the component told of an action. */
  private record Touched(Action action, Recorded<OfAction> first, Recorded<OfAction> last) {}

  private Optional<Touched> touched(Action action) {
    List<Recorded<OfAction>> facts =
        action.facts().stream()
            .filter(each -> version.component().equals(componentOf(each)))
            .toList();
    return facts.isEmpty()
        ? Optional.empty()
        : Optional.of(new Touched(action, facts.getFirst(), facts.getLast()));
  }

  private boolean isOurs(Recorded<OfAction> fact) {
    return ComponentVersion.toldBy(fact.event()).filter(version::equals).isPresent();
  }

  private static boolean isUntold(Recorded<OfAction> fact) {
    return ComponentVersion.toldBy(fact.event()).isEmpty();
  }

  private Pinned pinned(Touched touched) {
    boolean seenLast = isOurs(touched.last()) || !isOurs(touched.first());
    Recorded<OfAction> fact = seenLast ? touched.last() : touched.first();
    String on =
        ComponentVersion.toldBy(fact.event())
            .map(ComponentVersion::toString)
            .orElse(version.component() + ", version not told");
    return new Pinned(
        touched.action().ref(),
        touched.action().beganAt().orElse(touched.first().effectiveAt()),
        scene.cite(
            touched.action().ref().toString(),
            "open, %s %s".formatted(seenLast ? "last seen on" : "begun on", on),
            fact));
  }

  /** Not told to have ended, or begun again since. */
  static boolean isOpen(Action action) {
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

  private Optional<Needing> needing(Action action) {
    Recorded<ActionFinished> end = action.finished().orElseThrow();
    return askedAfter(action, end)
        .map(fact -> needing(action, "was asked of it after its end", fact))
        .or(() -> redriven(action, end))
        .filter(each -> each.until().isAfter(scene.instant()));
  }

  /** Something that the version told of the action after its end. */
  private Optional<Recorded<OfAction>> askedAfter(Action action, Recorded<ActionFinished> end) {
    return action.facts().stream()
        .filter(this::isOurs)
        .filter(each -> each.effectiveAt().isAfter(end.effectiveAt()))
        .reduce((_, later) -> later);
  }

  /** It failed on this version, and its type is declared to run again on the same definition. */
  private Optional<Needing> redriven(Action action, Recorded<ActionFinished> end) {
    boolean same =
        scene.environment().declared(action.ref().type(), end.effectiveAt()).stream()
            .anyMatch(each -> each.event().redrive() == Redrive.SAME_DEFINITION);
    boolean failed = end.event().outcome() == ActionOutcome.FAILED;
    return same && failed
        ? action.facts().stream()
            .filter(this::isOurs)
            .reduce((_, later) -> later)
            .map(
                fact ->
                    needing(action, "failed on it and is run again on the same definition", fact))
        : Optional.empty();
  }

  private Needing needing(Action action, String why, Recorded<OfAction> fact) {
    Instant until = fact.effectiveAt().plus(scene.policy().longestBusinessCycle());
    CitedFact cited = scene.cite(action.ref().toString(), "ended; " + why, fact);
    return new Needing(action.ref(), why, until, cited);
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
      case EffectRecorded _, EffectLookedUp _, TraceGapFound _, TraceGapClosed _ -> null;
    };
  }
}
