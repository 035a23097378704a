package dev.changeover.projection.environment.component;

import dev.changeover.event.ComponentKind;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.Recorded;
import dev.changeover.projection.environment.component.LiveSpans.Span;
import dev.changeover.projection.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds the versions that were seen side by side. */
public final class Overlaps {
  private Overlaps() {}

  /** All pairs of versions with a time when both were live, as known at the instant. */
  public static List<Overlap> of(
      Collection<ComponentFacts> components, Instant instant, Policy policy) {
    List<LiveSpans> versions =
        components.stream().flatMap(each -> versions(each, instant, policy)).toList();
    List<Overlap> overlaps = new ArrayList<>();
    for (int i = 0; i < versions.size(); i++) {
      for (LiveSpans other : versions.subList(i + 1, versions.size())) {
        versions.get(i).overlap(other).ifPresent(overlaps::add);
      }
    }
    return List.copyOf(overlaps);
  }

  private static Stream<LiveSpans> versions(
      ComponentFacts component, Instant instant, Policy policy) {
    TreeMap<String, List<Presence>> byVersion = new TreeMap<>();
    for (Presence presence : component.presences()) {
      String version = presence.version();
      if (version != null) {
        byVersion.computeIfAbsent(version, _ -> new ArrayList<>()).add(presence);
      }
    }
    return byVersion.entrySet().stream()
        .map(
            entry ->
                LiveSpans.of(
                    new ComponentVersion(component.component(), entry.getKey()),
                    entry.getValue().stream().map(each -> span(each, instant, policy)).toList(),
                    entry.getValue().stream().anyMatch(each -> each.liveAt(instant, policy)),
                    entry.getValue().stream()
                        .anyMatch(each -> each.possiblyLiveAt(instant, policy))));
  }

  private static Span span(Presence presence, Instant instant, Policy policy) {
    Instant from = presence.runsSince();
    Instant end = endOf(presence, instant, policy);
    Instant known = end.isAfter(instant) ? instant : end;
    return new Span(from, known.isBefore(from) ? from : known);
  }

  private static Instant endOf(Presence presence, Instant instant, Policy policy) {
    Instant ended =
        Stream.<Stream<Recorded<?>>>of(
                Stream.ofNullable(presence.end()), Stream.ofNullable(presence.successor()))
            .flatMap(each -> each)
            .map(Recorded::effectiveAt)
            .min(Instant::compareTo)
            .orElse(instant);
    if (presence.liveAt(instant, policy)) {
      return instant;
    }
    Instant aged = presence.lastSeen().effectiveAt().plus(presence.maxAge(policy));
    return presence.kind() != ComponentKind.SCHEMA && aged.isBefore(ended) ? aged : ended;
  }
}
