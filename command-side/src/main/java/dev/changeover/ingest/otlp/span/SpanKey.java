package dev.changeover.ingest.otlp.span;

/**
 * Which span. Two environments never share a trace, so that neither can speak for the other.
 *
 * @param traceId 32 lowercase hex characters
 * @param spanId 16 lowercase hex characters
 */
public record SpanKey(String environment, String traceId, String spanId)
    implements Comparable<SpanKey> {

  /** Another span of the same trace. */
  public SpanKey sibling(String otherSpanId) {
    return new SpanKey(environment, traceId, otherSpanId);
  }

  /** The trace alone. */
  public TraceKey trace() {
    return new TraceKey(environment, traceId);
  }

  @Override
  public int compareTo(SpanKey other) {
    int byEnvironment = environment.compareTo(other.environment);
    if (byEnvironment != 0) {
      return byEnvironment;
    }
    int byTrace = traceId.compareTo(other.traceId);
    return byTrace != 0 ? byTrace : spanId.compareTo(other.spanId);
  }

  /** Which trace. */
  public record TraceKey(String environment, String traceId) implements Comparable<TraceKey> {
    @Override
    public int compareTo(TraceKey other) {
      int byEnvironment = environment.compareTo(other.environment);
      return byEnvironment != 0 ? byEnvironment : traceId.compareTo(other.traceId);
    }
  }
}
