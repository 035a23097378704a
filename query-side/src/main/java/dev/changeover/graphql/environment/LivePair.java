package dev.changeover.graphql.environment;

import dev.changeover.event.CoexistenceEvent.Compatibility;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.Outcome;
import dev.changeover.event.Recorded;
import dev.changeover.graphql.Cites;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.coexistence.Declaration;
import dev.changeover.projection.environment.coexistence.ObservedPair;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Two versions of different components that are live side by side, or silent and not gone. */
record LivePair(
    ComponentVersion a,
    ComponentVersion b,
    Instant since,
    @Nullable Compatibility declared,
    @Nullable Instant until,
    boolean overdue,
    @Nullable Outcome verified,
    List<Long> positions)
    implements Cites {

  /** All of them, in order of their names. */
  static List<LivePair> all(EnvironmentFacts facts, Instant instant) {
    return facts.observedPairs(instant).stream()
        .filter(pair -> pair.overlap().possiblyLive())
        .filter(
            pair -> !pair.overlap().one().component().equals(pair.overlap().other().component()))
        .map(pair -> of(pair, instant))
        .toList();
  }

  private static LivePair of(ObservedPair pair, Instant instant) {
    var verification = pair.verification();
    return new LivePair(
        pair.overlap().one(),
        pair.overlap().other(),
        pair.overlap().from(),
        declared(pair, instant),
        windowEnd(pair),
        pair.overdueAt(instant),
        verification == null ? null : verification.outcome(),
        Stream.concat(
                pair.declarations().stream().map(Declaration::by),
                Stream.ofNullable(verification).map(each -> each.deciding()))
            .map(Recorded::position)
            .distinct()
            .sorted()
            .toList());
  }

  private static @Nullable Compatibility declared(ObservedPair pair, Instant instant) {
    if (pair.forbiddenAt(instant)) {
      return Compatibility.FORBIDDEN;
    }
    return pair.allowedAt(instant) ? Compatibility.ALLOWED : null;
  }

  /**
   * Null too where the end was written so that nobody can read it; such a window counts as over.
   */
  static @Nullable Instant windowEnd(ObservedPair pair) {
    return pair.windowEnd().filter(end -> end.isAfter(Instant.MIN)).orElse(null);
  }
}
