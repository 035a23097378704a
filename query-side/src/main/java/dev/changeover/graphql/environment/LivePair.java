package dev.changeover.graphql.environment;

import dev.changeover.event.CoexistenceEvent.Compatibility;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.Outcome;
import dev.changeover.graphql.Cites;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.coexistence.Declaration;
import dev.changeover.projection.environment.coexistence.PairVerification;
import dev.changeover.projection.environment.component.Presence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
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
    List<LivePair> pairs = new ArrayList<>();
    var firstSeen = List.copyOf(firstSeen(facts, instant).entrySet());
    for (int i = 0; i < firstSeen.size(); i++) {
      for (var other : firstSeen.subList(i + 1, firstSeen.size())) {
        var one = firstSeen.get(i);
        if (!one.getKey().component().equals(other.getKey().component())) {
          Instant since =
              one.getValue().isAfter(other.getValue()) ? one.getValue() : other.getValue();
          pairs.add(of(facts, one.getKey(), other.getKey(), since, instant));
        }
      }
    }
    return pairs;
  }

  private static LivePair of(
      EnvironmentFacts facts,
      ComponentVersion one,
      ComponentVersion other,
      Instant since,
      Instant instant) {
    var window = DeclaredWindow.of(facts.coexistence().declarations(one, other), since, instant);
    var verification = facts.coexistence().verification(one, other);
    return new LivePair(
        one,
        other,
        since,
        window.declared(),
        window.until(),
        window.overdue(),
        verification.map(PairVerification::outcome).orElse(null),
        Stream.concat(
                window.by().stream().map(Declaration::by),
                verification.map(PairVerification::deciding).stream())
            .map(each -> each.position())
            .distinct()
            .sorted()
            .toList());
  }

  private static SortedMap<ComponentVersion, Instant> firstSeen(
      EnvironmentFacts facts, Instant instant) {
    var firstSeen = new TreeMap<ComponentVersion, Instant>();
    for (var component : facts.components().values()) {
      for (Presence presence : component.possiblyLive(instant, facts.policy())) {
        String version = presence.version();
        if (version != null) {
          firstSeen.merge(
              new ComponentVersion(component.component(), version),
              presence.firstSeen().effectiveAt(),
              (known, more) -> more.isBefore(known) ? more : known);
        }
      }
    }
    return firstSeen;
  }
}
