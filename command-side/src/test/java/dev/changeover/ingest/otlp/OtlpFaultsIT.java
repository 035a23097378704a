package dev.changeover.ingest.otlp;

import static dev.changeover.ingest.otlp.Exports.export;
import static dev.changeover.ingest.otlp.Exports.service;
import static dev.changeover.ingest.otlp.Exports.span;
import static dev.changeover.ingest.otlp.Exports.text;
import static dev.changeover.ingest.otlp.OtlpServer.PROTOBUF;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.changeover.log.LogUnavailable;
import dev.changeover.testing.PostgresExtension;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Failures of the server and over gRPC, named after the sections of the OTLP specification. */
class OtlpFaultsIT {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();
  private static OtlpServer server;
  private static ManagedChannel channel;

  @BeforeAll
  static void start() {
    server = OtlpServer.start(postgres, Map.of("changeover.otlp.most-spans", "50"));
    channel =
        ManagedChannelBuilder.forAddress("127.0.0.1", server.grpcPort()).usePlaintext().build();
  }

  @AfterAll
  static void stop() {
    channel.shutdownNow();
    server.close();
  }

  @AfterEach
  void repair() {
    logFailsWith(null);
  }

  private static void logFailsWith(@Nullable RuntimeException fault) {
    server.part(OtlpServer.BreakableLog.class).fault = fault;
  }

  private static ExportTraceServiceRequest order(Span.Builder... more) {
    Span.Builder root =
        span(1, 1, 0, "POST /orders", SPAN_KIND_SERVER)
            .addAttributes(text("changeover.action.type", "order"))
            .addAttributes(text("changeover.action.id", "1"));
    List<Span.Builder> spans = new ArrayList<>(List.of(more));
    spans.add(root);
    return export(service("checkout", "1"), spans);
  }

  @Test
  void http_throttling_is_503_with_retry_after() throws Exception {
    logFailsWith(new LogUnavailable("full", Duration.ofSeconds(7), new IllegalStateException()));
    HttpResponse<byte[]> answer = server.post("/v1/traces", PROTOBUF, order().toByteArray());
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("retry-after")).hasValue("7");
    assertThat(Status.parseFrom(answer.body()).getCode()).isEqualTo(Code.UNAVAILABLE.getNumber());
  }

  @Test
  void http_an_unknown_fault_is_503_never_500() throws Exception {
    logFailsWith(new IllegalStateException("unexpected"));
    HttpResponse<byte[]> answer = server.post("/v1/traces", PROTOBUF, order().toByteArray());
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("retry-after")).isPresent();
    assertThat(Status.parseFrom(answer.body()).getMessage()).doesNotContain("unexpected");
  }

  @Test
  void http_too_many_spans_are_413() throws Exception {
    byte[] body = export(service("a", "1"), manySpans()).toByteArray();
    assertThat(server.post("/v1/traces", PROTOBUF, body).statusCode()).isEqualTo(413);
  }

  @Test
  void grpc_full_success_has_no_partial_success() {
    assertThat(send(order()).hasPartialSuccess()).isFalse();
  }

  @Test
  void grpc_partial_success_names_how_many_and_why() {
    Span.Builder wrong =
        span(1, 9, 1, "x", SPAN_KIND_SERVER).setTraceId(ByteString.copyFrom(new byte[16]));
    assertThat(send(order(wrong)).getPartialSuccess())
        .satisfies(partial -> assertThat(partial.getRejectedSpans()).isEqualTo(1))
        .satisfies(partial -> assertThat(partial.getErrorMessage()).contains("trace_id"));
  }

  @Test
  void grpc_throttling_is_unavailable_with_retry_info() throws Exception {
    logFailsWith(new LogUnavailable("full", Duration.ofSeconds(7), new IllegalStateException()));
    Status status = failureOf(order());
    assertThat(status.getCode()).isEqualTo(Code.UNAVAILABLE.getNumber());
    assertThat(status.getDetails(0).unpack(RetryInfo.class).getRetryDelay().getSeconds())
        .isEqualTo(7);
  }

  @Test
  void grpc_an_unknown_fault_is_unavailable_never_internal() {
    logFailsWith(new IllegalStateException("unexpected"));
    assertThat(failureOf(order()).getCode()).isEqualTo(Code.UNAVAILABLE.getNumber());
  }

  @Test
  void grpc_too_many_spans_are_not_to_be_sent_again() {
    assertThat(failureOf(export(service("a", "1"), manySpans())).getCode())
        .isEqualTo(Code.INVALID_ARGUMENT.getNumber());
  }

  private static List<Span.Builder> manySpans() {
    return IntStream.rangeClosed(1, 51)
        .mapToObj(number -> span(3, number, 0, "x", SPAN_KIND_SERVER))
        .toList();
  }

  private static ExportTraceServiceResponse send(ExportTraceServiceRequest request) {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
        "Bearer " + server.token);
    return TraceServiceGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
        .export(request);
  }

  private static Status failureOf(ExportTraceServiceRequest request) {
    StatusRuntimeException failure =
        catchThrowableOfType(StatusRuntimeException.class, () -> send(request));
    return Objects.requireNonNull(StatusProto.fromThrowable(failure));
  }
}
