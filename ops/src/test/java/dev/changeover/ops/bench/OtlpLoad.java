package dev.changeover.ops.bench;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;

/**
 * Exports as a service's SDK sends them: 500 spans, 100 orders of five spans each. From them come
 * seven facts for each order and one for the presence of the service.
 */
final class OtlpLoad {
  static final int SPANS_OF_A_BATCH = 500;
  private static final int ORDERS = 100;

  private long order;
  private long span;

  /** The next export, protobuf. */
  byte[] next() {
    var spans = ScopeSpans.newBuilder();
    for (int each = 0; each < ORDERS; each++) {
      addOrder(spans, order++);
    }
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(
                    Resource.newBuilder()
                        .addAttributes(text("service.name", "checkout"))
                        .addAttributes(text("service.version", "2.4.0"))
                        .addAttributes(text("service.instance.id", "checkout-1"))
                        .addAttributes(text("deployment.environment.name", "bench")))
                .addScopeSpans(spans))
        .build()
        .toByteArray();
  }

  private void addOrder(ScopeSpans.Builder spans, long number) {
    ByteString trace = bytes(16, number + 1);
    String id = Long.toString(number);
    ByteString root =
        add(
            spans,
            trace,
            ByteString.EMPTY,
            "POST /orders",
            SpanKind.SPAN_KIND_SERVER,
            Map.of(
                "changeover.action.type",
                "order",
                "changeover.action.id",
                id,
                "changeover.action.key",
                "customer/" + number % 1_000));
    ByteString charge =
        add(
            spans,
            trace,
            root,
            "charge",
            SpanKind.SPAN_KIND_INTERNAL,
            Map.of("changeover.step.name", "charge"));
    add(
        spans,
        trace,
        charge,
        "POST",
        SpanKind.SPAN_KIND_CLIENT,
        Map.of("http.request.method", "POST", "server.address", "payments"));
    add(
        spans,
        trace,
        charge,
        "SELECT orders",
        SpanKind.SPAN_KIND_CLIENT,
        Map.of("db.system.name", "postgresql", "db.operation.name", "SELECT"));
    add(
        spans,
        trace,
        root,
        "ship",
        SpanKind.SPAN_KIND_INTERNAL,
        Map.of("changeover.step.name", "ship", "changeover.action.outcome", "COMPLETED"));
  }

  private ByteString add(
      ScopeSpans.Builder spans,
      ByteString trace,
      ByteString parent,
      String name,
      SpanKind kind,
      Map<String, String> attributes) {
    ByteString id = bytes(8, ++span);
    Instant now = Instant.now();
    long nanos = now.getEpochSecond() * 1_000_000_000 + now.getNano();
    Span.Builder one =
        Span.newBuilder()
            .setTraceId(trace)
            .setSpanId(id)
            .setParentSpanId(parent)
            .setName(name)
            .setKind(kind)
            .setStartTimeUnixNano(nanos - 5_000_000)
            .setEndTimeUnixNano(nanos);
    attributes.forEach((key, value) -> one.addAttributes(text(key, value)));
    spans.addSpans(one);
    return id;
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  /** Spread as random ids are, but never twice: the number times an odd constant. */
  private static ByteString bytes(int length, long number) {
    return ByteString.copyFrom(
        ByteBuffer.allocate(length).putLong(length - 8, number * 0x9E3779B97F4A7C15L).array());
  }
}
