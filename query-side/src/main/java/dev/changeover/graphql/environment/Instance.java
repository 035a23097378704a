package dev.changeover.graphql.environment;

import dev.changeover.graphql.Cites;
import dev.changeover.projection.environment.component.Presence;
import dev.changeover.projection.environment.component.Standing;
import dev.changeover.projection.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One instance at one version. */
record Instance(
    @Nullable String instance,
    @Nullable String version,
    Standing standing,
    Instant firstSeenAt,
    Instant lastSeenAt,
    Duration maxAge,
    List<Long> positions)
    implements Cites {

  static Instance of(Presence presence, Instant instant, Policy policy) {
    return new Instance(
        presence.instance(),
        presence.version(),
        presence.standingAt(instant, policy),
        presence.firstSeen().effectiveAt(),
        presence.lastSeen().effectiveAt(),
        presence.maxAge(policy),
        Positions.of(presence.firstSeen(), presence.lastSeen()));
  }
}
