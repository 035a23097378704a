package dev.changeover.ingest.otlp.span;

import static dev.changeover.ingest.otlp.Exports.NOW;
import static dev.changeover.ingest.otlp.Exports.export;
import static dev.changeover.ingest.otlp.Exports.nanos;
import static dev.changeover.ingest.otlp.Exports.service;
import static dev.changeover.ingest.otlp.Exports.span;
import static dev.changeover.ingest.otlp.Exports.text;
import static dev.changeover.ingest.otlp.Exports.texts;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.Sha256;
import dev.changeover.ingest.otlp.Exports;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SpanReaderTest {
  private final SpanReader reader =
      new SpanReader(
          AllowedAttributes.with(
              Set.of("order.id"),
              Set.of("idempotency.key"),
              Map.of("url.path", List.of(Pattern.compile("/orders/([^/]+)")))),
          "default");

  @Test
  void takes_one_heartbeat_from_a_resource_with_a_version() {
    ReadSpans read = reader.read(export(service("checkout", "2.4.0"), server(1), server(2)), NOW);
    assertThat(read.heartbeats())
        .singleElement()
        .satisfies(
            fact -> {
              assertThat(fact.event())
                  .isEqualTo(
                      new ComponentObserved(
                          "checkout", null, "2.4.0", "checkout-1", null, null, null));
              assertThat(fact.environment()).isEqualTo("production");
              assertThat(fact.occurredAt()).isEqualTo(Exports.START.plusSeconds(3));
            });
    assertThat(reader.read(export(service("checkout", "2.4.0"), server(1), server(2)), NOW))
        .as("the same export again is the same heartbeat")
        .isEqualTo(read);
  }

  @Test
  void takes_no_presence_from_a_resource_without_version_and_counts_it() {
    Resource bare = Resource.newBuilder().addAttributes(text("service.name", "cron")).build();
    ReadSpans read = reader.read(export(bare, server(1)), NOW);
    assertThat(read.heartbeats()).isEmpty();
    assertThat(read.withoutVersion()).isEqualTo(1);
    assertThat(read.withoutEnvironment()).isEqualTo(1);
    assertThat(read.spans())
        .singleElement()
        .satisfies(span -> assertThat(span.version()).isNull())
        .satisfies(span -> assertThat(span.key().environment()).isEqualTo("default"));
  }

  @Test
  void lets_only_allowed_attributes_pass_and_never_a_key_itself() {
    Span.Builder span =
        server(1)
            .addAttributes(text("order.id", "4711"))
            .addAttributes(text("enduser.email", "customer@example.org"))
            .addAttributes(text("idempotency.key", "secret"))
            .addAttributes(text("changeover.idempotency.key_hash", "not a hash"));
    ReadSpans read = reader.read(export(service("checkout", "1"), span), NOW);
    assertThat(read.droppedAttributes()).isEqualTo(1);
    assertThat(read.spans().getFirst().attributes())
        .containsOnlyKeys("order.id", "idempotency.key", "changeover.idempotency.key_hash")
        .containsEntry("idempotency.key", sha256("secret"))
        .containsEntry("changeover.idempotency.key_hash", sha256("not a hash"));
  }

  @Test
  void reads_a_header_as_instrumentations_capture_it_and_not_one_of_several() {
    Span.Builder one = server(1).addAttributes(texts("idempotency.key", "secret"));
    Span.Builder several = server(2).addAttributes(texts("idempotency.key", "secret", "other"));
    ReadSpans read = reader.read(export(service("checkout", "1"), one, several), NOW);
    assertThat(read.spans())
        .extracting(span -> span.attribute("idempotency.key"))
        .containsExactly(sha256("secret"), null);
    assertThat(read.droppedAttributes()).isEqualTo(1);
  }

  @Test
  void lets_a_path_pass_only_where_it_holds_an_id() {
    Span.Builder order = server(1).addAttributes(text("url.path", "/orders/4711"));
    Span.Builder other = server(2).addAttributes(text("url.path", "/reset/" + "x".repeat(600)));
    ReadSpans read = reader.read(export(service("checkout", "1"), order, other), NOW);
    assertThat(read.spans())
        .extracting(span -> span.attribute("url.path"))
        .containsExactly("/orders/4711", null);
    assertThat(read.refused()).isEmpty();
  }

  @Test
  void refuses_what_can_never_be_accepted_and_keeps_the_rest() {
    Span.Builder noId = server(1).setSpanId(ByteString.copyFrom(new byte[8]));
    Span.Builder shortId = server(2).setTraceId(ByteString.copyFrom(new byte[] {1}));
    Span.Builder ahead = server(3).setStartTimeUnixNano(nanos(NOW.plus(Duration.ofMinutes(61))));
    Span.Builder noStart = server(4).setStartTimeUnixNano(0);
    ReadSpans read =
        reader.read(export(service("a", "1"), noId, shortId, ahead, noStart, server(5)), NOW);
    assertThat(read.refused()).hasSize(4);
    assertThat(read.spans()).hasSize(1);
  }

  @Test
  void keeps_names_that_the_database_can_hold() {
    ReadSpans read = reader.read(export(service("a", "1"), server(1).setName("a\0b")), NOW);
    assertThat(read.spans().getFirst().name()).isEqualTo("a\uFFFDb");
  }

  private static Span.Builder server(int number) {
    return span(1, number, 0, "GET /", SPAN_KIND_SERVER);
  }

  private static String sha256(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).hex();
  }
}
