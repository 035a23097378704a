package dev.changeover.graphql.environment;

import dev.changeover.event.ComponentKind;
import dev.changeover.projection.environment.component.ComponentFacts;
import dev.changeover.projection.environment.component.Presence;
import dev.changeover.projection.environment.component.Standing;
import dev.changeover.projection.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A moving part: the type {@code Component} of the schema. */
record ShownComponent(
    String name,
    @Nullable ComponentKind kind,
    List<VersionStanding> versions,
    List<Instance> instances) {

  static ShownComponent of(ComponentFacts facts, Instant instant, Policy policy) {
    List<Presence> counted =
        facts.presences().stream()
            .filter(each -> each.standingAt(instant, policy) != Standing.GONE)
            .toList();
    return new ShownComponent(
        facts.component(),
        facts.kind(),
        versions(facts, instant, policy),
        counted.stream().map(each -> Instance.of(each, instant, policy)).toList());
  }

  private static List<VersionStanding> versions(
      ComponentFacts facts, Instant instant, Policy policy) {
    var byVersion = new TreeMap<String, VersionStanding>();
    facts
        .announced()
        .keySet()
        .forEach(version -> byVersion.put(version, VersionStanding.announced(version)));
    for (Presence presence : facts.possiblyLive(instant, policy)) {
      String version = presence.version();
      if (version != null) {
        var known = byVersion.getOrDefault(version, VersionStanding.unannounced(version));
        byVersion.put(version, known.with(presence, presence.liveAt(instant, policy)));
      }
    }
    return List.copyOf(byVersion.values());
  }

  /** How a version stands. */
  record VersionStanding(
      String version,
      int live,
      int silent,
      boolean announced,
      @Nullable Instant firstSeenAt,
      @Nullable Instant lastSeenAt) {

    static VersionStanding announced(String version) {
      return new VersionStanding(version, 0, 0, true, null, null);
    }

    static VersionStanding unannounced(String version) {
      return new VersionStanding(version, 0, 0, false, null, null);
    }

    VersionStanding with(Presence presence, boolean isLive) {
      Instant first = presence.firstSeen().effectiveAt();
      Instant last = presence.lastSeen().effectiveAt();
      return new VersionStanding(
          version,
          isLive ? live + 1 : live,
          isLive ? silent : silent + 1,
          announced,
          firstSeenAt == null || first.isBefore(firstSeenAt) ? first : firstSeenAt,
          lastSeenAt == null || last.isAfter(lastSeenAt) ? last : lastSeenAt);
    }
  }
}
