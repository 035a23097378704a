package dev.changeover.graphql.limit;

import java.time.Duration;

/** What one query may cost at most. */
public final class QueryLimits {
  /** Bytes of a request. */
  public static final int BODY_BYTES = 100 * 1024;

  /** Tokens of a query document. */
  public static final int TOKENS = 2_000;

  /** Fields within fields. */
  public static final int DEPTH = 12;

  /** The same where introspection is on: the question that tools ask of a schema is deeper. */
  public static final int DEPTH_WITH_INTROSPECTION = 16;

  /** As {@link QueryCost} counts. */
  public static final int COST = 1_000;

  /** What one triage costs. */
  public static final int TRIAGE_COST = 400;

  /** Fields under another name. */
  public static final int ALIASES = 15;

  /** Time for all that is read. */
  public static final Duration DEADLINE = Duration.ofSeconds(3);

  /** News of one subscription that wait to be sent. */
  public static final int UNSENT = 16;

  private QueryLimits() {}
}
