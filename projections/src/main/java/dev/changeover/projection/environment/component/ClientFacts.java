package dev.changeover.projection.environment.component;

import dev.changeover.event.ComponentEvent.ClientObserved;
import dev.changeover.event.Recorded;
import dev.changeover.projection.environment.dependant.Watch;
import dev.changeover.projection.join.Join;
import dev.changeover.projection.join.SideBySide;
import dev.changeover.projection.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts of the active clients of one version.
 *
 * @param bySource the latest count of each source
 * @param active the latest count that found any; null: none ever did
 * @param watch the time that the counts speak for, each for its window
 */
public record ClientFacts(
    Recorded<ClientObserved> latest,
    SortedMap<String, Recorded<ClientObserved>> bySource,
    @Nullable Recorded<ClientObserved> active,
    Watch watch) {

  public static ClientFacts merge(@Nullable ClientFacts known, Recorded<ClientObserved> fact) {
    Recorded<ClientObserved> active = known == null ? null : known.active;
    return new ClientFacts(
        Recorded.latest(known == null ? null : known.latest, fact),
        Join.latest(known == null ? Join.none() : known.bySource, fact.id().source(), fact),
        fact.event().activeClients() > 0 ? Recorded.latest(active, fact) : active,
        Watch.merge(
            known == null ? null : known.watch,
            fact.effectiveAt().minus(window(fact.event())),
            fact.effectiveAt()));
  }

  /** An absurd one counts as the longest business cycle or nothing. */
  private static Duration window(ClientObserved count) {
    Duration told = count.window();
    if (told == null || told.isNegative()) {
      return Duration.ZERO;
    }
    Duration longest = Policy.LONGEST_BUSINESS_CYCLE;
    return told.compareTo(longest) > 0 ? longest : told;
  }

  /** What counts now: where several sources count, each may see a part, and the most holds. */
  public Recorded<ClientObserved> counted() {
    return SideBySide.of(bySource.values()).stream()
        .max(
            Comparator.<Recorded<ClientObserved>>comparingLong(each -> each.event().activeClients())
                .thenComparing(Recorded.BY_TIME))
        .orElse(latest);
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
