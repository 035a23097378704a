package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionEvent.ActionFinished;
import dev.changeover.event.ActionEvent.EffectLookedUp;
import dev.changeover.event.ActionEvent.EffectRecorded;
import dev.changeover.event.ActionEvent.MessageConsumed;
import dev.changeover.event.ActionEvent.MessagePublished;
import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.ActionEvent.StepFinished;
import dev.changeover.event.ActionEvent.StepStarted;
import dev.changeover.event.ActionEvent.TraceGapClosed;
import dev.changeover.event.ActionEvent.TraceGapFound;
import dev.changeover.event.ActionRef;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.Recorded;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an action is searched by. Joining rows is commutative, associative and idempotent.
 *
 * @param placedPosition position of the first fact that names a component
 * @param unplacedPosition position of the first fact of work that some component did and that does
 *     not name it
 */
record ActionRow(
    String environment,
    ActionRef ref,
    Optional<KeyTold> key,
    Instant beganAt,
    Optional<Instant> acceptedAt,
    Instant lastSeenAt,
    Optional<Instant> lastBegunAt,
    Optional<End> end,
    long firstPosition,
    long lastPosition,
    Optional<Long> placedPosition,
    Optional<Long> unplacedPosition,
    SortedSet<String> components,
    SortedSet<String> componentVersions) {

  /** What one fact tells. */
  static ActionRow of(Recorded<?> fact, OfAction event) {
    Instant at = fact.effectiveAt();
    return new ActionRow(
        environmentOf(fact),
        event.action(),
        Optional.ofNullable(keyOf(event)).map(key -> new KeyTold(key, fact.position())),
        at,
        event instanceof ActionAccepted ? Optional.of(at) : Optional.empty(),
        at,
        event instanceof StepStarted ? Optional.of(at) : Optional.empty(),
        event instanceof ActionFinished end
            ? Optional.of(new End(at, fact.position(), end.outcome().name()))
            : Optional.empty(),
        fact.position(),
        fact.position(),
        Optional.of(fact.position()).filter(_ -> componentOf(event) != null),
        Optional.of(fact.position()).filter(_ -> isWork(event) && componentOf(event) == null),
        sorted(componentOf(event)),
        ComponentVersion.toldBy(event)
            .map(each -> sorted(each.component() + "@" + each.version()))
            .orElseGet(Collections::emptySortedSet));
  }

  /** Actions of no environment are kept under {@code -}, as their streams are. */
  static String environmentOf(Recorded<?> fact) {
    String environment = fact.environment();
    return environment == null ? "-" : environment;
  }

  ActionRow merge(ActionRow other) {
    return new ActionRow(
        environment,
        ref,
        best(key, other.key, Comparator.comparingLong(KeyTold::position).reversed()),
        beganAt.isBefore(other.beganAt) ? beganAt : other.beganAt,
        best(acceptedAt, other.acceptedAt, Comparator.<Instant>naturalOrder().reversed()),
        lastSeenAt.isAfter(other.lastSeenAt) ? lastSeenAt : other.lastSeenAt,
        best(lastBegunAt, other.lastBegunAt, Comparator.naturalOrder()),
        best(end, other.end, Comparator.comparing(End::at).thenComparingLong(End::position)),
        Math.min(firstPosition, other.firstPosition),
        Math.max(lastPosition, other.lastPosition),
        best(placedPosition, other.placedPosition, Comparator.<Long>reverseOrder()),
        best(unplacedPosition, other.unplacedPosition, Comparator.<Long>reverseOrder()),
        union(components, other.components),
        union(componentVersions, other.componentVersions));
  }

  /** Whether it has not ended, or a try began after its end. */
  boolean open() {
    return end.isEmpty() || lastBegunAt.filter(begun -> begun.isAfter(end.get().at())).isPresent();
  }

  /** Whether it may run on a component that nobody named. */
  boolean unplaced() {
    return placedPosition.isEmpty() || unplacedPosition.isPresent();
  }

  private static <T> Optional<T> best(Optional<T> one, Optional<T> other, Comparator<T> order) {
    return Stream.of(one, other).flatMap(Optional::stream).max(order);
  }

  private static SortedSet<String> union(SortedSet<String> one, SortedSet<String> other) {
    SortedSet<String> both = new TreeSet<>(one);
    both.addAll(other);
    return Collections.unmodifiableSortedSet(both);
  }

  private static SortedSet<String> sorted(@Nullable String only) {
    return only == null
        ? Collections.emptySortedSet()
        : Collections.unmodifiableSortedSet(new TreeSet<>(Set.of(only)));
  }

  private static @Nullable String keyOf(OfAction event) {
    return switch (event) {
      case ActionAccepted e -> e.key();
      case ActionFinished e -> e.key();
      case StepStarted _,
          StepFinished _,
          EffectRecorded _,
          EffectLookedUp _,
          MessagePublished _,
          MessageConsumed _,
          TraceGapFound _,
          TraceGapClosed _ ->
          null;
    };
  }

  /** Whether a component worked on the action then. Who accepted it need not have. */
  private static boolean isWork(OfAction event) {
    return switch (event) {
      case StepStarted _, StepFinished _, MessageConsumed _ -> true;
      case ActionAccepted _,
          ActionFinished _,
          MessagePublished _,
          EffectRecorded _,
          EffectLookedUp _,
          TraceGapFound _,
          TraceGapClosed _ ->
          false;
    };
  }

  /** The component that a fact names; null: none. */
  static @Nullable String componentOf(OfAction event) {
    return switch (event) {
      case ActionAccepted e -> e.component();
      case ActionFinished e -> e.component();
      case StepStarted e -> e.component();
      case StepFinished e -> e.component();
      case MessagePublished e -> e.component();
      case MessageConsumed e -> e.component();
      case EffectRecorded _, EffectLookedUp _, TraceGapFound _, TraceGapClosed _ -> null;
    };
  }

  /** A key and where in the log it was told; of two, the first one counts. */
  record KeyTold(String key, long position) {}

  /** A word of the end. */
  record End(Instant at, long position, String outcome) {}
}
