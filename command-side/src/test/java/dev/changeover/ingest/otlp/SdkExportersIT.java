package dev.changeover.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.ActionEvent.EffectOutcome;
import dev.changeover.event.ActionEvent.EffectRecorded;
import dev.changeover.event.ActionEvent.MessageConsumed;
import dev.changeover.event.ActionEvent.MessagePublished;
import dev.changeover.event.ActionEvent.StepFinished;
import dev.changeover.event.ActionRef;
import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.Event;
import dev.changeover.event.MessageForm;
import dev.changeover.testing.PostgresExtension;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.metrics.OtlpGrpcMetricExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The real SDK of OpenTelemetry, with no attribute of ours, and the sample mapping file. */
class SdkExportersIT {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();
  private static OtlpServer server;

  @BeforeAll
  static void start() {
    server =
        OtlpServer.start(postgres, Map.of("changeover.otlp.actions", "../ops/samples/actions.yml"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void an_order_through_two_services_is_one_action_with_both_versions() {
    SpanContext published;
    try (SdkTracerProvider checkout =
        SdkTracerProvider.builder()
            .setResource(resource("checkout", "2.4.0"))
            .addSpanProcessor(BatchSpanProcessor.builder(grpc()).build())
            .build()) {
      Tracer tracer = checkout.get("shop");
      Span root =
          tracer
              .spanBuilder("POST /orders")
              .setSpanKind(SpanKind.SERVER)
              .setAttribute("order.id", "4711")
              .setAttribute("customer.number", 42)
              .setAttribute("enduser.email", "customer@example.org")
              .startSpan();
      Span publish =
          tracer
              .spanBuilder("orders publish")
              .setParent(Context.root().with(root))
              .setSpanKind(SpanKind.PRODUCER)
              .setAttribute("messaging.destination.name", "orders")
              .startSpan();
      published = publish.getSpanContext();
      publish.end();
      root.end();
      assertThat(checkout.forceFlush().join(20, TimeUnit.SECONDS).isSuccess()).isTrue();
    }
    try (SdkTracerProvider worker =
        SdkTracerProvider.builder()
            .setResource(resource("order-worker", "5.1.0"))
            .addSpanProcessor(SimpleSpanProcessor.create(http()))
            .build()) {
      charge(worker.get("worker"), published);
      assertThat(worker.forceFlush().join(20, TimeUnit.SECONDS).isSuccess()).isTrue();
    }

    ActionRef order = new ActionRef("order", "4711");
    List<Event> facts = server.facts();
    assertThat(facts)
        .contains(
            new ActionAccepted(order, "customer/42", "checkout", "2.4.0", null),
            new MessagePublished(
                order, "orders", new MessageForm("order-placed/3"), null, "checkout", "2.4.0"),
            new MessageConsumed(order, "orders", null, null, "order-worker", "5.1.0"),
            observed("checkout", "2.4.0"),
            observed("order-worker", "5.1.0"))
        .filteredOn(ActionTypeDeclared.class::isInstance)
        .hasSize(1);
    assertThat(facts)
        .filteredOn(EffectRecorded.class::isInstance)
        .singleElement()
        .satisfies(
            effect -> {
              EffectRecorded recorded = (EffectRecorded) effect;
              assertThat(recorded.step()).isEqualTo("charge");
              assertThat(recorded.effect()).isEqualTo("card-charge");
              assertThat(recorded.outcome()).isEqualTo(EffectOutcome.UNKNOWN);
              assertThat(recorded.queryable()).isTrue();
              assertThat(recorded.keyHash()).hasSize(64).isNotEqualTo("key-1");
            });
    assertThat(facts)
        .filteredOn(StepFinished.class::isInstance)
        .extracting(each -> ((StepFinished) each).step())
        .containsExactly("charge");
  }

  private static void charge(Tracer tracer, SpanContext published) {
    Span process =
        tracer
            .spanBuilder("orders process")
            .setSpanKind(SpanKind.CONSUMER)
            .addLink(published)
            .setAttribute("messaging.destination.name", "orders")
            .startSpan();
    Span charge =
        tracer.spanBuilder("charge card").setParent(Context.root().with(process)).startSpan();
    Span call =
        tracer
            .spanBuilder("POST")
            .setParent(Context.root().with(charge))
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("http.request.method", "POST")
            .setAttribute("server.address", "api.pay.example")
            .setAttribute("http.request.header.idempotency-key", "key-1")
            .setAttribute("error.type", "java.net.SocketTimeoutException")
            .startSpan();
    call.setStatus(StatusCode.ERROR);
    call.end();
    charge.setStatus(StatusCode.ERROR);
    charge.end();
    process.end();
  }

  @Test
  void metrics_alone_are_presence() {
    export(
        "api",
        "1.0.0",
        OtlpHttpMetricExporter.builder()
            .setEndpoint("http://127.0.0.1:" + server.mainPort() + "/v1/metrics")
            .setHeaders(SdkExportersIT::authorization)
            .setCompression("gzip")
            .build());
    export(
        "api",
        "1.1.0",
        OtlpGrpcMetricExporter.builder()
            .setEndpoint("http://127.0.0.1:" + server.grpcPort())
            .setHeaders(SdkExportersIT::authorization)
            .build());
    assertThat(server.facts()).contains(observed("api", "1.0.0"), observed("api", "1.1.0"));
  }

  private static void export(String component, String version, MetricExporter exporter) {
    try (SdkMeterProvider meters =
        SdkMeterProvider.builder()
            .setResource(resource(component, version))
            .registerMetricReader(PeriodicMetricReader.create(exporter))
            .build()) {
      meters.get("test").counterBuilder("requests").build().add(1);
      assertThat(meters.forceFlush().join(20, TimeUnit.SECONDS).isSuccess()).isTrue();
    }
  }

  @Test
  void grpc_without_a_token_is_unauthenticated() {
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress("127.0.0.1", server.grpcPort()).usePlaintext().build();
    try {
      assertThat(
              catchThrowableOfType(
                      StatusRuntimeException.class,
                      () ->
                          TraceServiceGrpc.newBlockingStub(channel)
                              .export(ExportTraceServiceRequest.getDefaultInstance()))
                  .getStatus()
                  .getCode())
          .isEqualTo(Status.Code.UNAUTHENTICATED);
    } finally {
      channel.shutdownNow();
    }
  }

  private static SpanExporter grpc() {
    return OtlpGrpcSpanExporter.builder()
        .setEndpoint("http://127.0.0.1:" + server.grpcPort())
        .setHeaders(SdkExportersIT::authorization)
        .setCompression("gzip")
        .build();
  }

  private static SpanExporter http() {
    return OtlpHttpSpanExporter.builder()
        .setEndpoint("http://127.0.0.1:" + server.otlpPort() + "/v1/traces")
        .setHeaders(SdkExportersIT::authorization)
        .setCompression("gzip")
        .build();
  }

  private static Map<String, String> authorization() {
    return Map.of("authorization", "Bearer " + server.token);
  }

  private static Resource resource(String component, String version) {
    return Resource.create(
        Attributes.builder()
            .put("service.name", component)
            .put("service.version", version)
            .put("service.instance.id", component + "-1")
            .put("deployment.environment.name", "production")
            .build());
  }

  private static ComponentObserved observed(String component, String version) {
    return new ComponentObserved(component, null, version, component + "-1", null, null, null);
  }
}
