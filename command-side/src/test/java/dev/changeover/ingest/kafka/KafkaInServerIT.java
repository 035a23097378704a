package dev.changeover.ingest.kafka;

import static dev.changeover.ingest.kafka.Reader.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import dev.changeover.access.AccessConfiguration;
import dev.changeover.ingest.IngestConfiguration;
import dev.changeover.ingest.cloudevents.EventsConfiguration;
import dev.changeover.ingest.otlp.Exports;
import dev.changeover.ingest.otlp.OtlpConfiguration;
import dev.changeover.log.axon.AxonWiring;
import dev.changeover.testing.PostgresExtension;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The door as the server wires it, beside the OTLP door. */
class KafkaInServerIT {
  @RegisterExtension static final Brokers brokers = new Brokers();
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  @SpringBootConfiguration
  @EnableAutoConfiguration
  @Import({
    AccessConfiguration.class,
    IngestConfiguration.class,
    EventsConfiguration.class,
    OtlpConfiguration.class,
    AxonWiring.class,
    KafkaInConfiguration.class
  })
  static class Parts {}

  private static ConfigurableApplicationContext start(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("server.port", "0");
    settings.put("spring.grpc.server.port", "0");
    settings.put("changeover.otlp.http.port", "0");
    settings.put("changeover.otlp.settle", "PT0.1S");
    settings.put("changeover.otlp.sweep-every", "PT0.1S");
    settings.put("spring.main.banner-mode", "off");
    settings.put("spring.flyway.enabled", "false");
    settings.put("spring.datasource.url", postgres.jdbcUrl());
    settings.put("spring.datasource.username", postgres.username());
    settings.put("spring.datasource.password", postgres.password());
    return new SpringApplicationBuilder(Parts.class)
        .run(
            settings.entrySet().stream()
                .map(each -> "--%s=%s".formatted(each.getKey(), each.getValue()))
                .toArray(String[]::new));
  }

  @Test
  void takes_spans_and_metrics_and_events_side_by_side() throws Exception {
    String events = brokers.topic(1);
    String spans = brokers.topic(1);
    String metrics = brokers.topic(1);
    ExportTraceServiceRequest root =
        Exports.export(
            Exports.service("checkout", "2.4.0"),
            Exports.span(1, 1, 0, "POST /orders", Span.SpanKind.SPAN_KIND_SERVER));
    ExportTraceServiceRequest elsewhere =
        Exports.export(
            Exports.service("stranger", "1.0.0"),
            Exports.span(2, 2, 0, "GET /", Span.SpanKind.SPAN_KIND_SERVER));
    send(spans, root.toByteArray());
    send(spans, root.toByteArray());
    send(spans, "no protobuf at all".getBytes(UTF_8));
    send(
        spans,
        JsonFormat.printer()
            .print(elsewhere)
            .replace("AQAAAAAAAAAAAAAAAAAAAg==", "00")
            .getBytes(UTF_8));
    send(metrics, metrics("checkout", "2.4.0").toByteArray());
    send(events, event("e").getBytes(UTF_8));
    Map<String, Object> settings = new HashMap<>();
    settings.put("changeover.kafka.bootstrap-servers", brokers.addresses());
    settings.put("changeover.kafka.properties.heartbeat.interval.ms", "300");
    topic(settings, 0, events, "cloudevents");
    topic(settings, 1, spans, "otlp-traces");
    topic(settings, 2, metrics, "otlp-metrics");
    LedgerView ledger = new LedgerView(postgres.dataSource());
    JdbcClient database = JdbcClient.create(postgres.dataSource());
    try (ConfigurableApplicationContext server = start(settings)) {
      assertThat(server.getBean(KafkaIn.class).status().trouble()).isNull();
      ledger.awaitNext(events, 0, 1);
      ledger.awaitNext(spans, 0, 4);
      ledger.awaitNext(metrics, 0, 1);
      LedgerView.await("the action", () -> types(database).contains("action.accepted.1"));
    }
    assertThat(types(database))
        .contains("component.observed.1", "action.accepted.1", "cache.flushed.1")
        .filteredOn("action.accepted.1"::equals)
        .hasSize(1);
    assertThat(ledger.ids()).doesNotHaveDuplicates();
    assertThat(ledger.quarantined())
        .extracting(LedgerView.Quarantined::offset)
        .containsExactly(2L, 3L);
    assertThat(ledger.quarantined().getFirst().reason()).contains("not protobuf");
    assertThat(ledger.gaps()).hasSize(2).allMatch(gap -> gap.contains("UNREADABLE"));
  }

  @Test
  void is_not_there_without_brokers_or_topics() {
    try (ConfigurableApplicationContext server =
        start(Map.of("changeover.kafka.in.topics[0].name", "changes"))) {
      assertThat(server.getBeansOfType(KafkaIn.class)).isEmpty();
    }
  }

  private static void topic(Map<String, Object> settings, int number, String name, String form) {
    String prefix = "changeover.kafka.in.topics[%d].".formatted(number);
    settings.put(prefix + "name", name);
    settings.put(prefix + "form", form);
    settings.put(prefix + "environments", "production");
  }

  private static List<String> types(JdbcClient database) {
    return database
        .sql("select stored_type from ledger.event order by position")
        .query((row, _) -> row.getString(1))
        .list();
  }

  private static void send(String topic, byte[] value) throws Exception {
    brokers.send(new ProducerRecord<>(topic, 0, null, value));
  }

  private static ExportMetricsServiceRequest metrics(String service, String version) {
    NumberDataPoint point =
        NumberDataPoint.newBuilder()
            .setTimeUnixNano(Exports.nanos(Exports.START))
            .setAsInt(1)
            .build();
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .setResource(Exports.service(service, version))
                .addScopeMetrics(
                    ScopeMetrics.newBuilder()
                        .addMetrics(
                            Metric.newBuilder()
                                .setName("requests")
                                .setGauge(Gauge.newBuilder().addDataPoints(point)))))
        .build();
  }
}
