package dev.changeover.projection.environment;

import dev.changeover.projection.environment.EnvironmentSnapshot.Held;
import dev.changeover.projection.environment.EnvironmentSnapshot.Kept;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** Of states that have faded and left something, the one of each kind of them that did so last. */
final class LeftBehind {
  private static final Comparator<Kept> LAST =
      Comparator.comparing((Kept each) -> each.held().fadesAt()).thenComparing(Kept::key);

  private final Instant instant;
  private final Map<String, Kept> last = new HashMap<>();

  LeftBehind(Instant instant) {
    this.instant = instant;
  }

  /** Whether it has faded by the instant and is read even then, alone or for others. */
  static boolean is(Held held, Instant instant) {
    return held.leftAs() != null && !held.fadesAt().isAfter(instant);
  }

  /** Takes it, if it is one. */
  void take(Kept state) {
    String leftAs = state.held().leftAs();
    if (leftAs != null && is(state.held(), instant)) {
      last.merge(leftAs, state, (one, other) -> LAST.compare(one, other) < 0 ? other : one);
    }
  }

  boolean keeps(String key, Held held) {
    Kept kept = held.leftAs() == null ? null : last.get(held.leftAs());
    return kept != null && kept.key().equals(key);
  }

  /** Puts them where they are told from states that have not faded. */
  void putInto(States states) {
    last.values().forEach(each -> states.putRead(StateKind.LEFT, each.key(), each.held().state()));
  }
}
