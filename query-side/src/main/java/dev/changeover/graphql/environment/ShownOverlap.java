package dev.changeover.graphql.environment;

import dev.changeover.event.ComponentVersion;
import dev.changeover.graphql.Cites;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.coexistence.ObservedPair;
import dev.changeover.projection.environment.component.Overlap;
import dev.changeover.projection.environment.component.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A time during which two versions were live side by side: the type {@code Overlap} of the schema.
 *
 * @param to null: both may still be live
 * @param overrun how long they were, or are, side by side after the declared end; null: not
 */
public record ShownOverlap(
    ComponentVersion a,
    ComponentVersion b,
    Instant from,
    @Nullable Instant to,
    @Nullable Instant declaredUntil,
    boolean overdue,
    @Nullable Duration overrun,
    List<Long> positions)
    implements Cites {

  /** The component of both, or of {@code a}. */
  public String component() {
    return a.component();
  }

  public List<String> versions() {
    return List.of(a.version(), b.version());
  }

  /** All of two versions of one component, by component; then those of two that are declared. */
  public static List<ShownOverlap> all(EnvironmentFacts facts, Instant instant) {
    return facts.observedPairs(instant).stream()
        .filter(pair -> isOfOne(pair) || !pair.declarations().isEmpty())
        .sorted(Comparator.comparing(pair -> !isOfOne(pair)))
        .map(pair -> of(facts, pair, instant))
        .toList();
  }

  private static boolean isOfOne(ObservedPair pair) {
    return pair.overlap().one().component().equals(pair.overlap().other().component());
  }

  private static ShownOverlap of(EnvironmentFacts facts, ObservedPair pair, Instant instant) {
    Overlap overlap = pair.overlap();
    return new ShownOverlap(
        overlap.one(),
        overlap.other(),
        overlap.from(),
        overlap.possiblyLive() ? null : overlap.to(),
        LivePair.windowEnd(pair),
        pair.overdueAt(instant),
        overrun(pair, instant),
        sightings(facts, overlap));
  }

  private static @Nullable Duration overrun(ObservedPair pair, Instant instant) {
    Instant last = pair.overlap().possiblyLive() ? instant : pair.overlap().to();
    Instant end = LivePair.windowEnd(pair);
    return end != null && last.isAfter(end) ? Duration.between(end, last) : null;
  }

  private static List<Long> sightings(EnvironmentFacts facts, Overlap overlap) {
    return Stream.of(overlap.one(), overlap.other())
        .flatMap(
            each ->
                facts.component(each.component()).stream()
                    .flatMap(component -> component.at(each.version()).stream()))
        .flatMap(ShownOverlap::positions)
        .distinct()
        .sorted()
        .toList();
  }

  private static Stream<Long> positions(Presence presence) {
    return Stream.of(presence.firstSeen().position(), presence.lastSeen().position());
  }
}
