package dev.changeover.ingest.otlp;

import static dev.changeover.ingest.otlp.Exports.export;
import static dev.changeover.ingest.otlp.Exports.service;
import static dev.changeover.ingest.otlp.Exports.span;
import static dev.changeover.ingest.otlp.Exports.text;
import static dev.changeover.ingest.otlp.OtlpServer.JSON;
import static dev.changeover.ingest.otlp.OtlpServer.PROTOBUF;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_SERVER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import com.google.rpc.Status;
import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionRef;
import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.testing.PostgresExtension;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Named after the sections of the OTLP specification. */
class OtlpHttpIT {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();
  private static final Path SHARED =
      Path.of(System.getProperty("changeover.shared-data", "../../shared/data"));
  private static OtlpServer server;

  @BeforeAll
  static void start() {
    server = OtlpServer.start(postgres, Map.of("changeover.otlp.most-bytes", "300KB"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Span.Builder accept(int trace, String id) {
    return span(trace, 1, 0, "POST /orders", SPAN_KIND_SERVER)
        .addAttributes(text("changeover.action.type", "order"))
        .addAttributes(text("changeover.action.id", id))
        .addAttributes(text("changeover.action.key", "customer/42"));
  }

  private static ActionAccepted accepted(String id) {
    return new ActionAccepted(new ActionRef("order", id), "customer/42", "checkout", "2.4.0", null);
  }

  @Test
  void binary_encoding_facts_are_in_the_log_when_the_answer_comes() throws Exception {
    byte[] body = export(service("checkout", "2.4.0"), accept(1, "b-1")).toByteArray();
    HttpResponse<byte[]> answer = server.post("/v1/traces", PROTOBUF, body);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).hasValue(PROTOBUF);
    assertThat(ExportTraceServiceResponse.parseFrom(answer.body()).hasPartialSuccess()).isFalse();
    assertThat(server.facts())
        .contains(
            accepted("b-1"),
            new ComponentObserved("checkout", null, "2.4.0", "checkout-1", null, null, null));
  }

  @Test
  void retries_of_the_same_export_store_nothing_twice() throws Exception {
    byte[] body = export(service("checkout", "2.4.0"), accept(2, "r-1")).toByteArray();
    server.post("/v1/traces", PROTOBUF, body);
    long once = server.count("ledger.event");
    assertThat(server.post("/v1/traces", PROTOBUF, body).statusCode()).isEqualTo(200);
    assertThat(server.count("ledger.event")).isEqualTo(once);
    assertThat(server.count("ledger.conflict")).isZero();
  }

  @Test
  void json_encoding_ids_are_hexadecimal_enums_are_numbers_and_unknown_members_are_ignored()
      throws Exception {
    String body =
        """
        {"resourceSpans":[{"resource":{"attributes":[
            {"key":"service.name","value":{"stringValue":"checkout"}},
            {"key":"service.version","value":{"stringValue":"2.4.0"}},
            {"key":"deployment.environment.name","value":{"stringValue":"production"}}]},
          "notYetKnown":{"a":[1]},
          "scopeSpans":[{"spans":[{
            "traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"eee19b7ec3c1b174",
            "parentSpanId":"","name":"POST /orders","kind":2,
            "startTimeUnixNano":"1763647200000000000","endTimeUnixNano":1763647201000000000,
            "attributes":[
              {"key":"changeover.action.type","value":{"stringValue":"order"}},
              {"key":"changeover.action.id","value":{"intValue":"77"}},
              {"key":"changeover.action.key","value":{"stringValue":"customer/42"}}],
            "status":{"code":1},"flags":257}]}]}]}
        """;
    HttpResponse<byte[]> answer =
        server.post("/v1/traces", "application/json; charset=utf-8", body.getBytes(UTF_8));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).hasValue(JSON);
    assertThat(new String(answer.body(), UTF_8)).isEqualTo("{}");
    assertThat(server.facts()).contains(accepted("77"));
  }

  @Test
  void compression_gzip_is_taken() throws Exception {
    byte[] body = export(service("checkout", "2.4.0"), accept(3, "g-1")).toByteArray();
    HttpResponse<byte[]> answer =
        server.post("/v1/traces", PROTOBUF, gzip(body), "Content-Encoding", "gzip");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(server.facts()).contains(accepted("g-1"));
  }

  @Test
  void partial_success_names_how_many_and_why() throws Exception {
    Span.Builder wrong =
        span(4, 9, 0, "x", SPAN_KIND_SERVER).setSpanId(ByteString.copyFrom(new byte[8]));
    byte[] body = export(service("checkout", "2.4.0"), accept(4, "p-1"), wrong).toByteArray();
    HttpResponse<byte[]> answer = server.post("/v1/traces", PROTOBUF, body);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(ExportTraceServiceResponse.parseFrom(answer.body()).getPartialSuccess())
        .satisfies(partial -> assertThat(partial.getRejectedSpans()).isEqualTo(1))
        .satisfies(partial -> assertThat(partial.getErrorMessage()).contains("span_id"));
    assertThat(server.facts()).contains(accepted("p-1"));
  }

  @ParameterizedTest
  @CsvSource({"application/x-protobuf", "application/json"})
  void bad_data_is_400_with_a_status_in_the_form_of_the_request(String form) throws Exception {
    HttpResponse<byte[]> answer = server.post("/v1/traces", form, new byte[] {'{', -1, 7});
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("content-type")).hasValue(form);
    if (form.equals(PROTOBUF)) {
      assertThat(Status.parseFrom(answer.body()).getMessage()).isNotEmpty();
    } else {
      assertThat(new String(answer.body(), UTF_8)).contains("\"message\":");
    }
  }

  @Test
  void bad_gzip_is_400_with_a_status() throws Exception {
    HttpResponse<byte[]> answer =
        server.post("/v1/traces", PROTOBUF, new byte[] {1, 2, 3}, "Content-Encoding", "gzip");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Status.parseFrom(answer.body()).getMessage()).contains("gzip");
  }

  @Test
  void other_media_types_are_415_and_larger_bodies_413() throws Exception {
    assertThat(server.post("/v1/traces", "text/plain", new byte[0]).statusCode()).isEqualTo(415);
    HttpResponse<byte[]> large = server.post("/v1/traces", PROTOBUF, new byte[300 * 1024 + 1]);
    assertThat(large.statusCode()).isEqualTo(413);
    assertThat(Status.parseFrom(large.body()).getMessage()).contains("smaller batches");
  }

  @Test
  void json_that_is_too_deep_or_repeats_a_member_is_400() throws Exception {
    String deep = "{\"a\":".repeat(100) + "1" + "}".repeat(100);
    assertThat(server.post("/v1/traces", JSON, deep.getBytes(UTF_8)).statusCode()).isEqualTo(400);
    String twice = "{\"resourceSpans\":[],\"resourceSpans\":[]}";
    assertThat(server.post("/v1/traces", JSON, twice.getBytes(UTF_8)).statusCode()).isEqualTo(400);
  }

  @Test
  void an_empty_request_is_200() throws Exception {
    assertThat(server.post("/v1/traces", PROTOBUF, new byte[0]).statusCode()).isEqualTo(200);
    assertThat(server.post("/v1/metrics", JSON, "{}".getBytes(UTF_8)).statusCode()).isEqualTo(200);
  }

  @Test
  void without_a_token_it_is_401_with_a_status() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.otlpPort() + "/v1/traces"))
            .header("Content-Type", PROTOBUF)
            .POST(BodyPublishers.noBody())
            .build();
    HttpResponse<byte[]> answer = server.send(request);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(Status.parseFrom(answer.body()).getCode()).isEqualTo(16);
  }

  @Test
  void a_token_of_another_environment_tells_nothing() throws Exception {
    byte[] body = export(service("checkout", "2.4.0"), accept(5, "e-1")).toByteArray();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.mainPort() + "/v1/traces"))
            .header("Authorization", "Bearer " + server.issue(Set.of("staging")))
            .header("Content-Type", PROTOBUF)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<byte[]> answer = server.send(request);
    assertThat(ExportTraceServiceResponse.parseFrom(answer.body()).getPartialSuccess())
        .satisfies(partial -> assertThat(partial.getRejectedSpans()).isEqualTo(1))
        .satisfies(partial -> assertThat(partial.getErrorMessage()).contains("production"));
    assertThat(server.facts()).doesNotContain(accepted("e-1"));
  }

  @Test
  void the_second_port_serves_nothing_else() throws Exception {
    assertThat(server.post("/events", JSON, "{}".getBytes(UTF_8)).statusCode()).isEqualTo(404);
  }

  @Test
  void log_records_are_refused_by_name_and_number() throws Exception {
    byte[] body = "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{},{}]}]}]}".getBytes(UTF_8);
    HttpResponse<byte[]> answer = server.post("/v1/logs", JSON, body);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new String(answer.body(), UTF_8)).contains("\"rejectedLogRecords\":\"2\"");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/traces, otlp/opentelemetry-proto/trace.json",
    "/v1/metrics, otlp/opentelemetry-proto/metrics.json",
    "/v1/logs, otlp/opentelemetry-proto/logs.json",
    "/v1/logs, otlp/opentelemetry-proto/events.json",
    "/v1/traces, traces/jaeger-query/otlp2jaeger-in.json"
  })
  void takes_what_others_published(String path, String file) throws Exception {
    Path published = SHARED.resolve(file);
    assumeTrue(
        Files.exists(published),
        () -> published.toAbsolutePath() + " is absent; set -Dchangeover.shared-data=DIRECTORY");
    HttpResponse<byte[]> answer = server.post(path, JSON, Files.readAllBytes(published));
    assertThat(answer.statusCode()).isEqualTo(200);
    if (path.equals("/v1/traces")) {
      assertThat(new String(answer.body(), UTF_8)).isEqualTo("{}");
      assertThat(server.count("ledger.otlp_span")).isPositive();
    }
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }
}
