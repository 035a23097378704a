package dev.changeover.projection.environment;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.changeover.event.ActionRef;
import dev.changeover.event.Recorded;
import dev.changeover.projection.environment.component.InstanceFacts;
import dev.changeover.projection.environment.dependant.CallbackWords;
import dev.changeover.projection.environment.release.ReleaseFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Until when a state is read with its environment, so that an environment with years behind it is
 * read as fast as a young one. The row stays; an earlier instant finds it again.
 *
 * @param fadesAt from when on it is left out; {@link Instant#MAX}: never
 * @param soughtBy what it is read by instead of with its environment; null: with its environment
 * @param leftAs what it has in common with others of which the one that fades last is read even
 *     then; null: it is not read any more
 */
record Retention<S>(
    Function<S, Instant> fadesAt,
    Function<S, @Nullable String> soughtBy,
    Function<S, @Nullable String> leftAs) {

  private Retention(Function<S, Instant> fadesAt, Function<S, @Nullable String> soughtBy) {
    this(fadesAt, soughtBy, _ -> null);
  }

  /** Whether a state is read with its environment at the instant. */
  boolean keeps(S state, Instant instant) {
    return soughtBy.apply(state) == null && fadesAt.apply(state).isAfter(instant);
  }

  static <S> Retention<S> forEver() {
    return new Retention<>(_ -> Instant.MAX, _ -> null);
  }

  static <S> Retention<S> untilAfter(int days, Function<S, Instant> lastTold) {
    return new Retention<>(state -> after(lastTold.apply(state), days), _ -> null);
  }

  /**
   * An instance is read for a week. One that fell silent has not ended for that: of those that were
   * left at one version of a component, the last is read for ever.
   */
  static Retention<InstanceFacts> ofInstances() {
    return new Retention<>(instance -> after(instance.lastTold(), 7), _ -> null, Retention::leftAs);
  }

  /** As short for long names as for short ones, since an index holds it. */
  private static @Nullable String leftAs(InstanceFacts instance) {
    List<String> versions = instance.leftAt();
    return versions.isEmpty()
        ? null
        : UUID.nameUUIDFromBytes(
                Change.text(List.of(instance.component(), versions)).getBytes(UTF_8))
            .toString();
  }

  /** Of a release that is over, plan and steps are read for 100 days more. */
  static Retention<ReleaseFacts> ofReleases() {
    return new Retention<>(
        release -> release.open() ? Instant.MAX : after(release.lastTold(), 100), _ -> null);
  }

  static Retention<IncidentFacts> ofIncidents() {
    return new Retention<>(
        incident -> incident.open() ? Instant.MAX : after(lastTold(incident), 35), _ -> null);
  }

  /** A callback that is not outstanding matters to its action alone. */
  static Retention<CallbackWords> ofCallbacks() {
    return new Retention<>(
        _ -> Instant.MAX,
        callback ->
            callback.outstanding()
                ? null
                : callback.action().map(Retention::soughtBy).orElse("nothing"));
  }

  /** An entity matters to the actions on it alone. */
  static Retention<EntityFacts> ofEntities() {
    return new Retention<>(_ -> Instant.MAX, entity -> soughtBy(entity.key()));
  }

  /** How steps fare matters to actions of the type alone. */
  static Retention<StepRuns> ofStepRuns() {
    return new Retention<>(
        runs -> after(runs.lastTold(), 35), runs -> soughtByType(runs.actionType()));
  }

  static String soughtByType(String actionType) {
    return "type " + actionType;
  }

  static String soughtBy(ActionRef action) {
    return "action " + action;
  }

  static String soughtBy(String businessKey) {
    return "key " + businessKey;
  }

  private static Instant lastTold(IncidentFacts incident) {
    return Stream.<Recorded<?>>concat(
            Stream.ofNullable(incident.opened()), Stream.ofNullable(incident.resolved()))
        .map(Recorded::effectiveAt)
        .max(Instant::compareTo)
        .orElseThrow();
  }

  private static Instant after(Instant moment, int days) {
    return moment.plus(Duration.ofDays(days));
  }
}
