package dev.changeover.projection.environment.component;

import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.Recorded;
import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.projection.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One instance at one version, as it was seen.
 *
 * @param version null: a worker that does not say
 * @param instance null: the component was seen as a whole
 * @param end the fact that ended it, at or after its last sighting; null: none
 * @param successor the first sighting of the same instance at another version, after its last at
 *     this one; null: none. For a SCHEMA, the first later sighting at another version at all
 */
public record Presence(
    String component,
    @Nullable ComponentKind kind,
    @Nullable String version,
    @Nullable String instance,
    Sightings sightings,
    @Nullable Recorded<?> end,
    @Nullable Recorded<?> successor) {

  /** Whether it is said to have stopped, or was replaced under its name. */
  public boolean hasEnded() {
    return end != null || successor != null;
  }

  /** How it stands; the limits are those of its component. */
  public Standing standingAt(Instant instant, Policy policy) {
    if (hasEnded()) {
      return Standing.ENDED;
    }
    if (kind == ComponentKind.SCHEMA) {
      return Standing.LIVE;
    }
    Duration overdue = overdueAt(instant, policy.of(component));
    if (overdue.compareTo(Duration.ZERO) <= 0) {
      return Standing.LIVE;
    }
    return overdue.compareTo(policy.of(component).goneAfter()) <= 0
        ? Standing.SILENT
        : Standing.GONE;
  }

  /** LIVE at the instant. */
  public boolean liveAt(Instant instant, Policy policy) {
    return standingAt(instant, policy) == Standing.LIVE;
  }

  /** LIVE, or SILENT: nobody has proved that it is dead. */
  public boolean possiblyLiveAt(Instant instant, Policy policy) {
    Standing standing = standingAt(instant, policy);
    return standing == Standing.LIVE || standing == Standing.SILENT;
  }

  /**
   * The latest heartbeat of the worker, with the queues and forms that it told last; null: it is
   * known by presence alone.
   */
  public @Nullable Recorded<WorkerReported> report() {
    return sightings.report();
  }

  /**
   * Whether the latest heartbeat is fresh by itself. An instance can be LIVE by another presence
   * while what it told of queues and forms is too old.
   */
  public boolean reportFreshAt(Instant instant, Policy policy) {
    Recorded<WorkerReported> report = report();
    return report != null
        && age(report, instant).compareTo(reportMaxAge(report, policy.of(component))) <= 0;
  }

  public Recorded<?> firstSeen() {
    return sightings.first();
  }

  /** From when on it ran: its first sighting, or earlier where a sighting told since when. */
  public Instant runsSince() {
    Recorded<ComponentObserved> first = sightings.firstObserved();
    Instant told = first == null ? null : first.event().since();
    Instant seen = firstSeen().effectiveAt();
    return told == null || told.isAfter(seen) ? seen : told;
  }

  public Recorded<?> lastSeen() {
    return sightings.last();
  }

  /**
   * How old the latest heartbeat may be.
   *
   * @throws NullPointerException where there is none
   */
  public Duration reportMaxAge(Policy policy) {
    return reportMaxAge(
        Objects.requireNonNull(report(), "no heartbeat is known"), policy.of(component));
  }

  /** How old the latest sighting may be. */
  public Duration maxAge(Policy policy) {
    Recorded<WorkerReported> report = sightings.lastReported();
    Recorded<ComponentObserved> observed = sightings.lastObserved();
    if (report != null && lastSeen().position() == report.position()) {
      return reportMaxAge(report, policy.of(component));
    }
    return observed == null
        ? policy.presenceMaxAge()
        : presenceMaxAge(observed, policy.of(component));
  }

  /** How long past its maximum age; zero or negative while fresh by any of its sightings. */
  private Duration overdueAt(Instant instant, Policy policy) {
    Recorded<WorkerReported> report = sightings.lastReported();
    Recorded<ComponentObserved> observed = sightings.lastObserved();
    Duration byReport =
        report == null ? null : age(report, instant).minus(reportMaxAge(report, policy));
    Duration byPresence =
        observed == null ? null : age(observed, instant).minus(presenceMaxAge(observed, policy));
    if (byReport == null || byPresence == null) {
      return byReport != null ? byReport : byPresence != null ? byPresence : Duration.ZERO;
    }
    return byReport.compareTo(byPresence) < 0 ? byReport : byPresence;
  }

  private static Duration age(Recorded<?> fact, Instant instant) {
    return Duration.between(fact.effectiveAt(), instant);
  }

  private static Duration reportMaxAge(Recorded<WorkerReported> report, Policy policy) {
    Duration interval = report.event().interval();
    Duration thrice = interval == null ? policy.workerMaxAge() : Policy.multiple(3, interval);
    return thrice.compareTo(policy.workerMaxAge()) < 0 ? thrice : policy.workerMaxAge();
  }

  private static Duration presenceMaxAge(Recorded<ComponentObserved> observed, Policy policy) {
    Duration interval = observed.event().interval();
    return interval == null ? policy.presenceMaxAge() : Policy.multiple(3, interval);
  }
}
