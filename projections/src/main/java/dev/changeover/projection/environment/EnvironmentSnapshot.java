package dev.changeover.projection.environment;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The states of an environment as they held at a position of one revision of the read model, put
 * together once. It never changes: what a position of a revision says is settled.
 */
final class EnvironmentSnapshot {
  private final String environment;
  private final long position;
  private final long revision;
  private final Instant reachesBack;
  private final Instant instant;
  private final Map<StateKind<?>, Map<String, Held>> held;
  private final EnvironmentFacts facts;
  private final Instant from;
  private final Instant until;

  /** A state, from when on it is left out, and what it leaves even then; null: nothing. */
  record Held(Object state, Instant fadesAt, @Nullable String leftAs) {
    static Held of(StateKind<?> kind, Object state) {
      Retention<Object> retention = kind.retentionOfAny();
      return new Held(state, retention.fadesAt().apply(state), retention.leftAs().apply(state));
    }
  }

  /** A state of a kind under its key. */
  record Kept(StateKind<?> kind, String key, Held held) {}

  /** A state that holds no longer, or that is only read for those who seek it. */
  record Gone(StateKind<?> kind, String key) {}

  private EnvironmentSnapshot(
      String environment,
      long position,
      long revision,
      Instant reachesBack,
      Instant instant,
      Map<StateKind<?>, Map<String, Held>> held) {
    this.environment = environment;
    this.position = position;
    this.revision = revision;
    this.reachesBack = reachesBack;
    this.instant = instant;
    this.held = held;
    States states = new States();
    LeftBehind left = new LeftBehind(instant);
    Instant lastFaded = reachesBack;
    Instant nextToFade = Instant.MAX;
    for (var kind : held.entrySet()) {
      for (var each : kind.getValue().entrySet()) {
        Instant fadesAt = each.getValue().fadesAt();
        if (fadesAt.isAfter(instant)) {
          states.putRead(kind.getKey(), each.getKey(), each.getValue().state());
          nextToFade = fadesAt.isBefore(nextToFade) ? fadesAt : nextToFade;
        } else {
          lastFaded = fadesAt.isAfter(lastFaded) ? fadesAt : lastFaded;
          left.take(new Kept(kind.getKey(), each.getKey(), each.getValue()));
        }
      }
    }
    left.putInto(states);
    this.facts = Assembly.of(environment, position, states);
    this.from = lastFaded;
    this.until = nextToFade;
  }

  /**
   * What was read.
   *
   * @param reachesBack states that had faded by then are not among them
   * @param instant that it will be asked about next
   */
  static EnvironmentSnapshot of(
      String environment,
      long position,
      long revision,
      Instant reachesBack,
      Instant instant,
      List<Kept> states) {
    Map<StateKind<?>, Map<String, Held>> held = new HashMap<>();
    states.forEach(
        each ->
            held.computeIfAbsent(each.kind(), _ -> new HashMap<>()).put(each.key(), each.held()));
    return new EnvironmentSnapshot(environment, position, revision, reachesBack, instant, held);
  }

  /**
   * The same environment at a later position of the same revision. What had faded for this question
   * and for the one before it is let go: one question about a distant day takes nothing from those
   * about now.
   *
   * @param apart how far back of these two the next may ask
   */
  EnvironmentSnapshot after(
      long position, Instant instant, Duration apart, List<Gone> gone, List<Kept> changed) {
    Map<StateKind<?>, Map<String, Held>> then = new HashMap<>(held);
    gone.stream().map(Gone::kind).distinct().forEach(kind -> copy(then, kind));
    changed.stream().map(Kept::kind).distinct().forEach(kind -> copy(then, kind));
    gone.forEach(each -> then.getOrDefault(each.kind(), Map.of()).remove(each.key()));
    changed.forEach(
        each ->
            then.computeIfAbsent(each.kind(), _ -> new HashMap<>()).put(each.key(), each.held()));
    Instant back = (instant.isBefore(this.instant) ? instant : this.instant).minus(apart);
    Instant reaches = back.isAfter(reachesBack) ? back : reachesBack;
    then.replaceAll((kind, states) -> without(kind, states, reaches));
    return new EnvironmentSnapshot(environment, position, revision, reaches, instant, then);
  }

  /** The map itself is shared between snapshots and stays as it is. */
  private static Map<String, Held> without(
      StateKind<?> kind, Map<String, Held> states, Instant fadedBy) {
    if (states.values().stream().allMatch(each -> each.fadesAt().isAfter(fadedBy))) {
      return states;
    }
    LeftBehind behind = new LeftBehind(fadedBy);
    states.forEach((key, each) -> behind.take(new Kept(kind, key, each)));
    Map<String, Held> left = new HashMap<>();
    states.forEach(
        (key, each) -> {
          if (each.fadesAt().isAfter(fadedBy) || behind.keeps(key, each)) {
            left.put(key, each);
          }
        });
    return left;
  }

  /**
   * Whether it can be told from these changes what holds then. Of those that have faded and left
   * something only the last is held, so where that changes the one before it would be missing.
   */
  boolean follows(List<Gone> gone, List<Kept> changed) {
    return gone.stream().noneMatch(each -> isLeftBehind(each.kind(), each.key()))
        && changed.stream().noneMatch(each -> isLeftBehind(each.kind(), each.key()));
  }

  private boolean isLeftBehind(StateKind<?> kind, String key) {
    Held known = held.getOrDefault(kind, Map.of()).get(key);
    return known != null && LeftBehind.is(known, reachesBack);
  }

  private void copy(Map<StateKind<?>, Map<String, Held>> then, StateKind<?> kind) {
    then.put(kind, new HashMap<>(held.getOrDefault(kind, Map.of())));
  }

  /** How many states it holds, those that have faded since among them. */
  int size() {
    return held.values().stream().mapToInt(Map::size).sum();
  }

  /** Whether the same states are left out at this instant as are in {@link #facts}. */
  boolean isOf(Instant instant) {
    return !instant.isBefore(from) && instant.isBefore(until);
  }

  /** Whether it holds all states that have not faded by the instant. */
  boolean reaches(Instant instant) {
    return !instant.isBefore(reachesBack);
  }

  /**
   * The facts at a position up to which nothing changed, with those that were sought and what is
   * lacking.
   */
  EnvironmentFacts facts(long position, SnapshotRows read) {
    long lettersKnownTo = Math.min(position, read.lettersKnownTo());
    return Assembly.with(facts, position, lettersKnownTo, read.unfolded(), read.sought());
  }

  long position() {
    return position;
  }

  long revision() {
    return revision;
  }
}
