package dev.changeover.ingest.otlp.span;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A span as it was sent, with what its resource says of the sender.
 *
 * @param parentSpanId 16 hex characters; null: the root of its trace
 * @param endedAt null where the source left it out
 * @param failed status ERROR
 * @param attributes allowed scalars as text; numbers and booleans as JSON writes them
 * @param incomplete the source itself dropped attributes or links of this span
 * @param version of the component; null: the resource does not say
 */
public record SeenSpan(
    SpanKey key,
    @Nullable String parentSpanId,
    Kind kind,
    String name,
    Instant startedAt,
    @Nullable Instant endedAt,
    boolean failed,
    Map<String, String> attributes,
    List<SpanKey> links,
    boolean incomplete,
    String component,
    @Nullable String version,
    @Nullable String instance) {

  /** OpenTelemetry's span kind; what is unspecified counts as internal. */
  public enum Kind {
    INTERNAL,
    SERVER,
    CLIENT,
    PRODUCER,
    CONSUMER
  }

  /** The attribute's value as text; null where it is absent or empty. */
  public @Nullable String attribute(String name) {
    String value = attributes.get(name);
    return value == null || value.isBlank() ? null : value;
  }

  /** The first of the attributes that has a value. */
  public @Nullable String firstAttribute(List<String> names) {
    for (String name : names) {
      String value = attribute(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** The parent's key; null for a root. */
  public @Nullable SpanKey parent() {
    return parentSpanId == null ? null : key.sibling(parentSpanId);
  }

  /** Whether work can enter a component through it. */
  public boolean isEntry() {
    return kind == Kind.SERVER || kind == Kind.CONSUMER;
  }
}
