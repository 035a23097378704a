package dev.changeover.graphql.environment;

import dev.changeover.event.ComponentKind;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.Recorded;
import dev.changeover.graphql.Cites;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.component.ComponentFacts;
import dev.changeover.projection.environment.component.Presence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A time during which two versions of one component were live, from the second one's first sighting
 * to the last sighting of either.
 *
 * @param to null: both may still be live
 */
public record Overlap(
    String component,
    String older,
    String newer,
    Instant from,
    @Nullable Instant to,
    @Nullable Instant declaredUntil,
    boolean overdue,
    List<Long> positions)
    implements Cites {

  /** All that are known of, by component and time. A schema has one version at a time. */
  public static List<Overlap> all(EnvironmentFacts facts, Instant instant) {
    return facts.components().values().stream()
        .filter(component -> component.kind() != ComponentKind.SCHEMA)
        .flatMap(component -> of(facts, component, instant))
        .toList();
  }

  private static Stream<Overlap> of(
      EnvironmentFacts facts, ComponentFacts component, Instant instant) {
    List<String> versions =
        component.presences().stream()
            .map(Presence::version)
            .flatMap(Stream::ofNullable)
            .distinct()
            .toList();
    List<Overlap> overlaps = new ArrayList<>();
    for (int i = 0; i < versions.size(); i++) {
      for (String other : versions.subList(i + 1, versions.size())) {
        Shared.between(component.at(versions.get(i)), component.at(other), facts, instant)
            .map(shared -> shared.overlap(facts, instant))
            .forEach(overlaps::add);
      }
    }
    return overlaps.stream().sorted(Comparator.comparing(Overlap::from));
  }

  /** When one instance of each of two versions was there. */
  private record Shared(Presence first, Presence second, Instant from, @Nullable Instant to) {

    /** The whole time of two versions, as the first and the last of their instances make it. */
    static Stream<Shared> between(
        List<Presence> ones, List<Presence> others, EnvironmentFacts facts, Instant instant) {
      return ones.stream()
          .flatMap(one -> others.stream().flatMap(other -> of(one, other, facts, instant)))
          .reduce(Shared::and)
          .stream();
    }

    private static Stream<Shared> of(
        Presence one, Presence other, EnvironmentFacts facts, Instant instant) {
      boolean inOrder =
          !other.firstSeen().effectiveAt().isBefore(one.firstSeen().effectiveAt());
      Presence first = inOrder ? one : other;
      Presence second = inOrder ? other : one;
      Instant from = second.firstSeen().effectiveAt();
      Instant to = earlier(end(one, facts, instant), end(other, facts, instant));
      return to != null && to.isBefore(from)
          ? Stream.empty()
          : Stream.of(new Shared(first, second, from, to));
    }

    private Shared and(Shared other) {
      Shared begin = other.from.isBefore(from) ? other : this;
      Instant end =
          to == null || other.to == null ? null : to.isAfter(other.to) ? to : other.to;
      return new Shared(begin.first, begin.second, begin.from, end);
    }

    private Overlap overlap(EnvironmentFacts facts, Instant instant) {
      var older = new ComponentVersion(first.component(), String.valueOf(first.version()));
      var newer = new ComponentVersion(second.component(), String.valueOf(second.version()));
      var window =
          DeclaredWindow.of(
              facts.coexistence().declarations(older, newer), from, to == null ? instant : to);
      return new Overlap(
          older.component(),
          older.version(),
          newer.version(),
          from,
          to,
          window.until(),
          window.overdue(),
          Positions.of(
              first.firstSeen(), first.lastSeen(), second.firstSeen(), second.lastSeen()));
    }

    private static @Nullable Instant end(
        Presence presence, EnvironmentFacts facts, Instant instant) {
      Recorded<?> end = presence.end();
      if (end != null) {
        return end.effectiveAt();
      }
      return presence.possiblyLiveAt(instant, facts.policy())
          ? null
          : presence.lastSeen().effectiveAt();
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
      return one == null ? other : other == null ? one : one.isBefore(other) ? one : other;
    }
  }
}
