package dev.changeover.ingest.otlp.span;

import com.google.protobuf.ByteString;
import dev.changeover.event.EnvironmentName;
import dev.changeover.event.TextLimits;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a trace export. Pure: the same request at the same instant gives the same result.
 *
 * @param defaultEnvironment for resources that name none
 */
public record SpanReader(AllowedAttributes allowed, String defaultEnvironment) {

  /** A clock may be ahead of ours by this much; beyond it the times are absurd. */
  public static final Duration MOST_AHEAD = Duration.ofHours(1);

  /** Most attributes of one span, and most links. */
  public static final int MOST_ATTRIBUTES = 128;

  /** Longest kept value, in UTF-8: any may become a name. Longer span names are cut. */
  public static final int MOST_BYTES = TextLimits.NAME;

  private static final int TRACE_ID_BYTES = 16;
  private static final int SPAN_ID_BYTES = 8;

  /** Reads all spans; those that can never be accepted are refused by name, the others stand. */
  public ReadSpans read(ExportTraceServiceRequest request, Instant now) {
    ReadSpans.Builder found = new ReadSpans.Builder();
    request.getResourceSpansList().forEach(resource -> readResource(resource, now, found));
    return found.build();
  }

  private void readResource(ResourceSpans resource, Instant now, ReadSpans.Builder found) {
    Sender sender = Sender.of(resource.getResource(), defaultEnvironment);
    int first = found.spans.size();
    for (ScopeSpans scope : resource.getScopeSpansList()) {
      for (Span span : scope.getSpansList()) {
        String fault = faultOf(span, now);
        SeenSpan seen = fault == null ? seen(span, sender, found) : null;
        if (seen != null && isTooLong(seen)) {
          fault = "a value that is kept is longer than " + MOST_BYTES + " bytes";
        }
        String environment = EnvironmentName.fault(sender.environment());
        if (environment != null) {
          fault =
              "deployment.environment.name '%s' %s"
                  .formatted(shown(sender.environment()), environment);
        }
        if (seen != null && fault == null) {
          found.spans.add(seen);
        } else {
          found.refused.add("span '" + shown(span.getName()) + "': " + fault);
        }
      }
    }
    found.withoutEnvironment += sender.environmentTold() ? 0 : 1;
    heartbeat(sender, found.spans.subList(first, found.spans.size()), found);
  }

  private static void heartbeat(Sender sender, List<SeenSpan> spans, ReadSpans.Builder found) {
    String version = sender.version();
    if (version == null || sender.component() == null) {
      found.withoutVersion++;
      return;
    }
    SeenSpan newest = null;
    for (SeenSpan span : spans) {
      newest = newest == null || lastSeenAt(span).isAfter(lastSeenAt(newest)) ? span : newest;
    }
    if (newest != null) {
      found.heartbeats.add(
          Heartbeat.of(sender, version, lastSeenAt(newest), newest.key().toString()));
    }
  }

  private static Instant lastSeenAt(SeenSpan span) {
    Instant ended = span.endedAt();
    return ended == null || ended.isBefore(span.startedAt()) ? span.startedAt() : ended;
  }

  private static @Nullable String faultOf(Span span, Instant now) {
    if (isNoId(span.getTraceId(), TRACE_ID_BYTES) || isNoId(span.getSpanId(), SPAN_ID_BYTES)) {
      return "trace_id must be 16 bytes and span_id 8 bytes, neither all zero";
    }
    if (!span.getParentSpanId().isEmpty() && span.getParentSpanId().size() != SPAN_ID_BYTES) {
      return "parent_span_id must be 8 bytes or empty";
    }
    if (span.getStartTimeUnixNano() == 0) {
      return "start_time_unix_nano is missing";
    }
    if (isAbsurd(span.getStartTimeUnixNano(), now) || isAbsurd(span.getEndTimeUnixNano(), now)) {
      return "its times are more than " + MOST_AHEAD + " ahead of the server; set the clock";
    }
    if (span.getAttributesCount() > MOST_ATTRIBUTES || span.getLinksCount() > MOST_ATTRIBUTES) {
      return "more than " + MOST_ATTRIBUTES + " attributes or links";
    }
    return null;
  }

  private static boolean isTooLong(SeenSpan span) {
    String instance = span.instance();
    String version = span.version();
    return isTooLong(span.component())
        || (instance != null && isTooLong(instance))
        || (version != null && isTooLong(version))
        || span.attributes().values().stream().anyMatch(SpanReader::isTooLong);
  }

  private static boolean isTooLong(String text) {
    return TextLimits.fault(text, MOST_BYTES) != null;
  }

  private static String shown(String name) {
    return name.length() > 80 ? name.substring(0, 80) + "…" : name;
  }

  private static boolean isAbsurd(long unixNanos, Instant now) {
    return unixNanos < 0 || instant(unixNanos).isAfter(now.plus(MOST_AHEAD));
  }

  private static boolean isNoId(ByteString id, int bytes) {
    if (id.size() != bytes) {
      return true;
    }
    for (int at = 0; at < bytes; at++) {
      if (id.byteAt(at) != 0) {
        return false;
      }
    }
    return true;
  }

  private SeenSpan seen(Span span, Sender sender, ReadSpans.Builder found) {
    ByteString parent = span.getParentSpanId();
    return new SeenSpan(
        key(sender, span.getTraceId(), span.getSpanId()),
        isNoId(parent, SPAN_ID_BYTES) ? null : hex(parent),
        kindOf(span),
        nameOf(span),
        instant(span.getStartTimeUnixNano()),
        span.getEndTimeUnixNano() == 0 ? null : instant(span.getEndTimeUnixNano()),
        span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR,
        allowed(span.getAttributesList(), found),
        span.getLinksList().stream()
            .filter(link -> !isNoId(link.getTraceId(), TRACE_ID_BYTES))
            .filter(link -> !isNoId(link.getSpanId(), SPAN_ID_BYTES))
            .map(link -> key(sender, link.getTraceId(), link.getSpanId()))
            .distinct()
            .toList(),
        span.getDroppedAttributesCount() > 0 || span.getDroppedLinksCount() > 0,
        sender.name(),
        sender.version(),
        sender.instance());
  }

  private TreeMap<String, String> allowed(List<KeyValue> attributes, ReadSpans.Builder found) {
    TreeMap<String, String> kept = new TreeMap<>();
    for (KeyValue attribute : attributes) {
      String text = Scalars.text(attribute.getValue());
      String passed = text == null ? null : allowed.pass(attribute.getKey(), text);
      if (passed == null) {
        found.droppedAttributes++;
      } else {
        kept.put(attribute.getKey(), passed);
      }
    }
    return kept;
  }

  /** Database spans have whole statements for a name. */
  private static String nameOf(Span span) {
    String name = span.getName();
    if (name.isBlank()) {
      return "unnamed";
    }
    return TextLimits.cut(Scalars.storable(name), MOST_BYTES);
  }

  private static SeenSpan.Kind kindOf(Span span) {
    return switch (span.getKind()) {
      case SPAN_KIND_SERVER -> SeenSpan.Kind.SERVER;
      case SPAN_KIND_CLIENT -> SeenSpan.Kind.CLIENT;
      case SPAN_KIND_PRODUCER -> SeenSpan.Kind.PRODUCER;
      case SPAN_KIND_CONSUMER -> SeenSpan.Kind.CONSUMER;
      case SPAN_KIND_UNSPECIFIED, SPAN_KIND_INTERNAL, UNRECOGNIZED -> SeenSpan.Kind.INTERNAL;
    };
  }

  private static SpanKey key(Sender sender, ByteString traceId, ByteString spanId) {
    return new SpanKey(sender.environment(), hex(traceId), hex(spanId));
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  /** Microseconds, the precision of the log. */
  static Instant instant(long unixNanos) {
    long micros = unixNanos / 1_000;
    return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
  }
}
