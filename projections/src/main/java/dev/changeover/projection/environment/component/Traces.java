package dev.changeover.projection.environment.component;

import dev.changeover.event.ComponentKind;
import dev.changeover.event.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes presences of the traces that versions have left, each version as a whole. Only for versions
 * of which it is known from their instances that each has ended.
 */
record Traces(@Nullable ComponentKind kind, List<LastSeen> traces) {

  List<Presence> all() {
    List<Presence> presences = new ArrayList<>();
    traces.forEach(each -> each.sightings().ifPresent(seen -> presences.add(presence(each, seen))));
    return List.copyOf(presences);
  }

  /** Those that have ended, by version. */
  NavigableMap<String, Presence> ended() {
    NavigableMap<String, Presence> ended = new TreeMap<>();
    for (Presence each : all()) {
      if (each.version() != null && each.hasEnded()) {
        ended.put(each.version(), each);
      }
    }
    return ended;
  }

  private Presence presence(LastSeen trace, Sightings seen) {
    Recorded<?> end = end(trace, seen).orElse(null);
    return new Presence(
        trace.component(),
        kind,
        trace.version().isEmpty() ? null : trace.version(),
        null,
        seen,
        end,
        end == null ? successor(trace, seen).orElse(null) : null);
  }

  private Optional<Recorded<?>> end(LastSeen trace, Sightings seen) {
    return traces.stream()
        .filter(trace::mayTellOf)
        .flatMap(LastSeen::ends)
        .filter(each -> !each.effectiveAt().isBefore(seen.last().effectiveAt()))
        .max(Recorded.BY_TIME);
  }

  /** Where no instance of it was said to end, the last was replaced by another version. */
  private Optional<Recorded<?>> successor(LastSeen trace, Sightings seen) {
    return traces.stream()
        .filter(each -> !each.version().equals(trace.version()))
        .flatMap(LastSeen::facts)
        .filter(each -> !each.effectiveAt().isBefore(seen.last().effectiveAt()))
        .min(Recorded.BY_TIME);
  }
}
