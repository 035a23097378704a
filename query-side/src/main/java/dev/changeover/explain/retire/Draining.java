package dev.changeover.explain.retire;

import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.Recorded;
import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.event.WorkerEvent.WorkerState;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.component.Presence;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The latest word that a version takes nothing new: an instance that drains or has ended.
 *
 * @param fact empty: nobody ever said so
 */
record Draining(Optional<Recorded<?>> fact) {

  static Draining of(ComponentVersion version, EnvironmentFacts environment) {
    return new Draining(
        environment.component(version.component()).stream()
            .flatMap(component -> component.at(version.version()).stream())
            .flatMap(Draining::told)
            .max(Recorded.BY_TIME));
  }

  Optional<Instant> at() {
    return fact.map(Recorded::effectiveAt);
  }

  /**
   * From when on tries that were begun on a version show that it is given work: since it takes
   * nothing new, and for the time of grace, however often it says so.
   */
  static Instant countsWorkSince(
      ComponentVersion version, EnvironmentFacts environment, Instant instant) {
    Instant grace = instant.minus(environment.policy().grace());
    return of(version, environment).at().filter(grace::isAfter).orElse(grace);
  }

  private static Stream<Recorded<?>> told(Presence presence) {
    return Stream.of(
            Stream.<Recorded<?>>ofNullable(presence.end()),
            Stream.<Recorded<?>>ofNullable(presence.successor()),
            Stream.<Recorded<?>>of(presence.lastSeen()).filter(_ -> takesNothingNew(presence)))
        .flatMap(each -> each);
  }

  /**
   * Whether its last word says that it takes no new work. Presence alone says nothing of that: of a
   * worker that has no traffic only its own report tells whether it takes messages.
   */
  static boolean takesNothingNew(Presence presence) {
    return switch (presence.lastSeen().event()) {
      case WorkerReported report -> report.state() != WorkerState.RUNNING;
      case ComponentObserved seen ->
          (hasNoTraffic(seen) && presence.report() == null) || reportSaysSo(presence);
      default -> false;
    };
  }

  private static boolean hasNoTraffic(ComponentObserved seen) {
    return seen.share() != null && seen.share() == 0.0;
  }

  private static boolean reportSaysSo(Presence presence) {
    Recorded<WorkerReported> report = presence.report();
    return report != null && report.event().state() != WorkerState.RUNNING;
  }
}
