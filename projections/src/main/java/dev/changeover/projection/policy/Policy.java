package dev.changeover.projection.policy;

import dev.changeover.event.PolicyEvent.PolicyDeclared;
import dev.changeover.event.Recorded;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The limits in force in an environment. Each is the value last declared by {@code
 * policy.declared}, or its default; a value for one component is declared under {@code
 * <component>/<name>} and read through {@link #of}.
 *
 * @param version {@code default}, or {@code <environment>@<position>} of the declaration
 * @param sampleFloor finished actions that a comparison needs; 30
 * @param marginPoints percentage points that completion may be below the baseline; 2
 * @param significance chance that a test may call a difference real where there is none; 0.05
 * @param detectableDropPoints percentage points by which completion may not fall unseen; 10
 * @param power chance with which such a drop must be seen, 0 to 1; 0.8
 * @param baselineWindow how far back before a release its baseline looks; P7D
 * @param completionWithin how long an action may take whose type declares no duration; PT15M
 * @param oldestAgeLimit how old the oldest message of a queue may be; PT5M
 * @param keyActions types of action whose completion is compared beside the plan's; none
 * @param bake how long a step is watched before the next; PT1H
 * @param peak times of day (UTC, e.g. {@code 11:00-13:30}) of which one must have been watched
 *     whole; none
 * @param requiredMetrics what must be measured; empty: completion of the plan's action types
 * @param mustHaveData whether a missing metric is UNSAFE instead of UNKNOWN; false
 * @param poisonAttempts failed tries after which an input counts as poison; 3
 * @param poisonInstances instances they must have failed on; 2
 * @param keyMargin how long before its end a key no longer counts as live; PT5M
 * @param inFlightFloor shortest time that a call may still be under way at the callee; PT15M
 * @param longestBusinessCycle how far back "never used" must look; P35D, at most P400D
 * @param grace how long after its last use a thing is kept; P1D
 * @param rollbackWindow how many versions back a rollback is promised; 1
 * @param mustRehearse whether a way back that was never rehearsed is only SAFE_IF; true
 * @param goneAfter how long an instance is silent until it no longer counts; PT1H, at most P7D
 * @param lateAfter how long recorded after it occurred a fact counts as LATE; PT10M
 * @param workerMaxAge longest age of a worker's heartbeat, whatever its interval; PT90S
 * @param presenceMaxAge longest age of another presence whose interval was not told; PT2M
 * @param queueMaxAge longest age of a queue snapshot outside a rollout; PT5M
 * @param queueMaxAgeInRollout the same while a release runs; PT60S
 * @param migrationMaxAge longest age of the progress of a running migration; PT60S
 * @param probeMaxAge longest age of a synthetic flow; PT15M
 * @param rehearsalMaxAge longest age of a rehearsal; P30D
 * @param dependantMaxAge longest age of a count of clients or cache entries; PT5M
 * @param faults declared values that could not be read, one sentence each; the default holds
 * @param declared the declaration; null: none, all values are defaults
 */
public record Policy(
    String version,
    int sampleFloor,
    double marginPoints,
    double significance,
    double detectableDropPoints,
    double power,
    Duration baselineWindow,
    Duration completionWithin,
    Duration oldestAgeLimit,
    List<String> keyActions,
    Duration bake,
    List<String> peak,
    List<String> requiredMetrics,
    boolean mustHaveData,
    int poisonAttempts,
    int poisonInstances,
    Duration keyMargin,
    Duration inFlightFloor,
    Duration longestBusinessCycle,
    Duration grace,
    int rollbackWindow,
    boolean mustRehearse,
    Duration goneAfter,
    Duration lateAfter,
    Duration workerMaxAge,
    Duration presenceMaxAge,
    Duration queueMaxAge,
    Duration queueMaxAgeInRollout,
    Duration migrationMaxAge,
    Duration probeMaxAge,
    Duration rehearsalMaxAge,
    Duration dependantMaxAge,
    List<String> faults,
    @Nullable Recorded<PolicyDeclared> declared) {

  /** What a longer silence cannot be declared as: such instances are no longer read. */
  public static final Duration LONGEST_GONE_AFTER = Duration.ofDays(7);

  /** How far back uses of message forms and clients are read. */
  public static final Duration LONGEST_BUSINESS_CYCLE = Duration.ofDays(400);

  static final Duration LONGEST = Duration.ofDays(36_500);

  /** What holds where nothing was declared. */
  public static final Policy DEFAULT = PolicyValues.read(null, null);

  /** The policy that a declaration makes. */
  public static Policy of(@Nullable Recorded<PolicyDeclared> declared) {
    return declared == null ? DEFAULT : PolicyValues.read(declared, null);
  }

  /** The policy for one component: its own values where they were declared. */
  public Policy of(String component) {
    return declared == null ? this : PolicyValues.read(declared, component);
  }

  /** A multiple of a length that somebody told; an absurd one counts as a century or nothing. */
  public static Duration multiple(int times, Duration told) {
    if (told.isNegative()) {
      return Duration.ZERO;
    }
    return told.compareTo(LONGEST) > 0 ? LONGEST : told.multipliedBy(times);
  }

  /** How long after its end an attempt's call may still take effect at the callee. */
  public Duration inFlightBound(@Nullable Duration stepTimeout) {
    Duration twice = stepTimeout == null ? Duration.ZERO : multiple(2, stepTimeout);
    return twice.compareTo(inFlightFloor) > 0 ? twice : inFlightFloor;
  }
}
