package dev.changeover.graphql.environment;

import dev.changeover.graphql.Cites;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.coexistence.ObservedPair;
import dev.changeover.projection.environment.component.Overlap;
import dev.changeover.projection.environment.component.Presence;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A time during which two versions of one component were live: the type {@code Overlap} of the
 * schema.
 *
 * @param to null: both may still be live
 */
public record ShownOverlap(
    String component,
    List<String> versions,
    Instant from,
    @Nullable Instant to,
    @Nullable Instant declaredUntil,
    boolean overdue,
    List<Long> positions)
    implements Cites {

  /** All that are known of, by component. */
  public static List<ShownOverlap> all(EnvironmentFacts facts, Instant instant) {
    return facts.observedPairs(instant).stream()
        .filter(pair -> pair.overlap().one().component().equals(pair.overlap().other().component()))
        .map(pair -> of(facts, pair, instant))
        .toList();
  }

  private static ShownOverlap of(EnvironmentFacts facts, ObservedPair pair, Instant instant) {
    Overlap overlap = pair.overlap();
    return new ShownOverlap(
        overlap.one().component(),
        List.of(overlap.one().version(), overlap.other().version()),
        overlap.from(),
        overlap.possiblyLive() ? null : overlap.to(),
        LivePair.windowEnd(pair),
        pair.overdueAt(instant),
        sightings(facts, overlap));
  }

  private static List<Long> sightings(EnvironmentFacts facts, Overlap overlap) {
    return facts.component(overlap.one().component()).stream()
        .flatMap(
            component ->
                Stream.of(overlap.one(), overlap.other())
                    .flatMap(each -> component.at(each.version()).stream()))
        .flatMap(ShownOverlap::positions)
        .distinct()
        .sorted()
        .toList();
  }

  private static Stream<Long> positions(Presence presence) {
    return Stream.of(presence.firstSeen().position(), presence.lastSeen().position());
  }
}
