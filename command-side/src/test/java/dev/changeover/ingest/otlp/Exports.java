package dev.changeover.ingest.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Instant;
import java.util.List;

/** Builds exports in few words. */
public final class Exports {
  public static final Instant START = Instant.parse("2026-11-20T14:00:00Z");
  public static final Instant NOW = Instant.parse("2026-11-20T14:05:00Z");

  private Exports() {}

  public static ExportTraceServiceRequest export(Resource resource, List<Span.Builder> spans) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    spans.forEach(scope::addSpans);
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder().setResource(resource).addScopeSpans(scope).build())
        .build();
  }

  public static ExportTraceServiceRequest export(Resource resource, Span.Builder... spans) {
    return export(resource, List.of(spans));
  }

  public static Resource service(String name, String version) {
    return Resource.newBuilder()
        .addAttributes(text("service.name", name))
        .addAttributes(text("service.version", version))
        .addAttributes(text("service.instance.id", name + "-1"))
        .addAttributes(text("deployment.environment.name", "production"))
        .build();
  }

  /** A span of one second; its number is its id and its start in seconds after {@link #START}. */
  public static Span.Builder span(
      int trace, int number, int parent, String name, Span.SpanKind kind) {
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(traceId(trace))
            .setSpanId(spanId(number))
            .setName(name)
            .setKind(kind)
            .setStartTimeUnixNano(nanos(START.plusSeconds(number)))
            .setEndTimeUnixNano(nanos(START.plusSeconds(number + 1L)));
    return parent == 0 ? span : span.setParentSpanId(spanId(parent));
  }

  public static Span.Builder failed(Span.Builder span, String errorType) {
    return span.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR))
        .addAttributes(text("error.type", errorType));
  }

  public static Span.Link link(int trace, int number) {
    return Span.Link.newBuilder().setTraceId(traceId(trace)).setSpanId(spanId(number)).build();
  }

  public static KeyValue text(String name, String value) {
    return KeyValue.newBuilder()
        .setKey(name)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  public static KeyValue texts(String name, String... values) {
    ArrayValue.Builder array = ArrayValue.newBuilder();
    for (String value : values) {
      array.addValues(AnyValue.newBuilder().setStringValue(value));
    }
    return KeyValue.newBuilder()
        .setKey(name)
        .setValue(AnyValue.newBuilder().setArrayValue(array))
        .build();
  }

  public static KeyValue number(String name, long value) {
    return KeyValue.newBuilder()
        .setKey(name)
        .setValue(AnyValue.newBuilder().setIntValue(value))
        .build();
  }

  public static ByteString traceId(int trace) {
    byte[] id = new byte[16];
    id[15] = (byte) trace;
    id[0] = 1;
    return ByteString.copyFrom(id);
  }

  public static ByteString spanId(int number) {
    byte[] id = new byte[8];
    id[7] = (byte) number;
    return ByteString.copyFrom(id);
  }

  public static long nanos(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }
}
