package dev.changeover.projection.environment.component;

import dev.changeover.event.ComponentEvent.ClientObserved;
import dev.changeover.event.Recorded;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Counts of the active clients of one version.
 *
 * @param first the earliest count: from when on they are watched
 * @param active the latest count that found any; null: none ever did
 */
public record ClientFacts(
    Recorded<ClientObserved> first,
    Recorded<ClientObserved> latest,
    @Nullable Recorded<ClientObserved> active) {

  public static ClientFacts merge(@Nullable ClientFacts known, Recorded<ClientObserved> fact) {
    Recorded<ClientObserved> active = known == null ? null : known.active;
    return new ClientFacts(
        Recorded.earliest(known == null ? null : known.first, fact),
        Recorded.latest(known == null ? null : known.latest, fact),
        fact.event().activeClients() > 0 ? Recorded.latest(active, fact) : active);
  }

  public String version() {
    return latest.event().version();
  }

  public String component() {
    return latest.event().component();
  }

  /** When they were last counted. */
  public Instant lastTold() {
    return latest.effectiveAt();
  }
}
