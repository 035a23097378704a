package dev.changeover.projection.action;

import dev.changeover.event.Recorded;
import dev.changeover.projection.action.AttemptLife.Dead;
import dev.changeover.projection.action.AttemptLife.Ended;
import dev.changeover.projection.action.AttemptLife.Live;
import dev.changeover.projection.action.AttemptLife.Silent;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.component.Presence;
import dev.changeover.projection.environment.component.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Derives whether a try still runs from its instance, its lease and its time limit. */
final class AttemptLives {
  private final Action action;
  private final EnvironmentFacts environment;
  private final Instant instant;

  AttemptLives(Action action, EnvironmentFacts environment, Instant instant) {
    this.action = action;
    this.environment = environment;
    this.instant = instant;
  }

  AttemptLife lifeOf(Attempt attempt, Optional<Duration> timeout) {
    if (attempt.finished().isPresent()) {
      Recorded<?> end = attempt.finished().get();
      return new Ended(end.effectiveAt(), List.of(end));
    }
    List<Presence> presences = presencesOf(attempt);
    return killed(attempt, presences)
        .<AttemptLife>map(each -> each)
        .or(() -> heartbeat(presences))
        .or(() -> fenced(attempt, timeout))
        .or(() -> lease(attempt))
        .or(() -> withinTime(attempt, presences, timeout))
        .orElseGet(() -> silent(attempt, presences, timeout));
  }

  private Silent silent(Attempt attempt, List<Presence> presences, Optional<Duration> timeout) {
    List<Recorded<?>> shownBy = new ArrayList<>(told(attempt));
    presences.forEach(each -> shownBy.add(each.lastSeen()));
    return new Silent(fencedAt(attempt, timeout), shownBy);
  }

  /**
   * The instance that runs it, at whatever version; empty where the try does not name one. Where it
   * does not tell its component, it may be any that bears the name.
   */
  private List<Presence> presencesOf(Attempt attempt) {
    return attempt.instance().isEmpty()
        ? List.of()
        : thatMayRun(attempt)
            .filter(each -> attempt.instance().get().equals(each.instance()))
            .toList();
  }

  private Optional<Dead> killed(Attempt attempt, List<Presence> presences) {
    Instant began = attempt.startedAt().orElse(Instant.MAX);
    List<Recorded<?>> ends =
        presences.stream()
            .flatMap(
                each ->
                    each.end() != null
                        ? Stream.<Recorded<?>>of(each.end())
                        : Stream.<Recorded<?>>ofNullable(each.successor()))
            .filter(
                end -> !end.effectiveAt().isBefore(began) && !end.effectiveAt().isAfter(instant))
            .toList();
    boolean allEnded =
        presences.stream()
            .allMatch(each -> each.standingAt(instant, environment.policy()) == Standing.ENDED);
    return attempt.component().isEmpty() || ends.isEmpty() || !allEnded
        ? Optional.empty()
        : Optional.of(
            new Dead(
                ends.getLast().effectiveAt(),
                attempt.instance().orElseThrow() + " has stopped",
                List.of(ends.getLast())));
  }

  /** A lease that has run out settles only what became of an instance that is not heard of. */
  private Optional<Dead> fenced(Attempt attempt, Optional<Duration> timeout) {
    return fencedAt(attempt, timeout)
        .filter(instant::isAfter)
        .map(
            _ ->
                new Dead(
                    attempt.leaseUntil().orElseThrow(),
                    "its lease and the longest call have run out",
                    told(attempt)));
  }

  private Optional<Instant> fencedAt(Attempt attempt, Optional<Duration> timeout) {
    Duration longestCall = environment.policy().inFlightBound(timeout.orElse(null));
    return leaseOf(attempt)
        .filter(_ -> attempt.instance().isPresent() || !anyMayRun(attempt))
        .filter(until -> !isOutlived(attempt, until))
        .map(until -> until.plus(longestCall).plus(ActionAt.CLOCK_SKEW));
  }

  /** Whether an instance is live that may be the one that the try does not name. */
  private boolean anyMayRun(Attempt attempt) {
    return thatMayRun(attempt).anyMatch(each -> each.liveAt(instant, environment.policy()));
  }

  /** Whoever was heard of after its lease had run out did not stop for that. */
  private boolean isOutlived(Attempt attempt, Instant until) {
    Stream<Recorded<?>> ofInstances =
        (attempt.instance().isPresent() ? presencesOf(attempt).stream() : thatMayRun(attempt))
            .map(Presence::lastSeen);
    Stream<Recorded<?>> ofTries =
        action.steps().stream()
            .flatMap(step -> step.attempts().stream())
            .filter(other -> attempt.instance().equals(other.instance()))
            .filter(other -> agree(attempt.component(), other.component()))
            .flatMap(other -> other.told().stream());
    return Stream.concat(ofInstances, ofTries)
        .anyMatch(
            word -> word.effectiveAt().isAfter(until) && !word.effectiveAt().isAfter(instant));
  }

  /** Instances, of any age, one of which may be the one that the try does not name. */
  private Stream<Presence> thatMayRun(Attempt attempt) {
    return environment.components().values().stream()
        .filter(each -> agree(attempt.component(), Optional.of(each.component())))
        .flatMap(each -> each.presences().stream())
        .filter(each -> agree(attempt.version(), Optional.ofNullable(each.version())));
  }

  private static boolean agree(Optional<String> one, Optional<String> other) {
    return one.isEmpty() || other.isEmpty() || one.equals(other);
  }

  /** One that ended before the try began was not held for it. */
  private static Optional<Instant> leaseOf(Attempt attempt) {
    return attempt
        .leaseUntil()
        .filter(until -> attempt.startedAt().filter(start -> !until.isAfter(start)).isEmpty());
  }

  private Optional<Live> heartbeat(List<Presence> presences) {
    return presences.stream()
        .filter(each -> each.liveAt(instant, environment.policy()))
        .findFirst()
        .map(
            each ->
                new Live(
                    each.instance() + " is alive", Optional.empty(), List.of(each.lastSeen())));
  }

  private Optional<Live> lease(Attempt attempt) {
    return attempt
        .leaseUntil()
        .filter(until -> until.isAfter(instant))
        .map(until -> new Live("it holds a lease", Optional.of(until), told(attempt)));
  }

  /** Time allowed to a try that names no instance means nothing where no instance is there. */
  private Optional<Live> withinTime(
      Attempt attempt, List<Presence> presences, Optional<Duration> timeout) {
    if (presences.isEmpty() && nobodyIsThere(attempt)) {
      return Optional.empty();
    }
    return timeout
        .flatMap(limit -> attempt.startedAt().map(start -> start.plus(limit)))
        .filter(end -> end.isAfter(instant))
        .map(end -> new Live("it still has time", Optional.of(end), told(attempt)));
  }

  /** The component of the try is known by its instances, and none of them is live. */
  boolean nobodyIsThere(Attempt attempt) {
    return attempt
        .component()
        .flatMap(environment::component)
        .filter(each -> !each.presences().isEmpty())
        .filter(each -> each.live(instant, environment.policy()).isEmpty())
        .isPresent();
  }

  private static List<Recorded<?>> told(Attempt attempt) {
    return List.copyOf(attempt.told());
  }
}
