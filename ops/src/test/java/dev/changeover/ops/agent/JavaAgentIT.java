package dev.changeover.ops.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.Sha256;
import dev.changeover.ops.CommandRun;
import dev.changeover.ops.server.ServerExtension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The shop in two versions at once, each in front of the real agent: the old one exports over gRPC,
 * the new one over HTTP. Nothing in it is made for Changeover; only the mapping file is.
 */
class JavaAgentIT {
  @RegisterExtension
  static final ServerExtension server =
      new ServerExtension(
          Map.of("changeover.otlp.actions", Path.of("src/test/resources/agent/actions.yml")));

  private static final List<AutoCloseable> opened = new ArrayList<>();

  @BeforeAll
  static void an_order_is_taken_by_one_version_and_shipped_by_the_next() throws Exception {
    Partners partners = open(Partners.start());
    ShopProcess old =
        open(ShopProcess.start(partners.address(), agent("2.3.1", "grpc", server.otlpGrpcPort())));
    ShopProcess next =
        open(
            ShopProcess.start(
                partners.address(), agent("2.4.0", "http/protobuf", server.otlpHttpPort())));
    assertThat(old.post("/orders/4711")).isEqualTo(201);
    assertThat(next.post("/orders/4711/shipment")).isEqualTo(502);
  }

  @AfterAll
  static void everything_is_stopped() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
  }

  @Test
  void both_versions_are_live_in_the_environment() throws Exception {
    new Questions(server)
        .askUntil(
            """
            {environment(name: "production") {components {name versions {version live}}}}
            """,
            answer -> liveVersions(answer).equals(Map.of("2.3.1", 1, "2.4.0", 1)));
  }

  private static Map<String, Integer> liveVersions(JsonNode answer) {
    Map<String, Integer> live = new TreeMap<>();
    for (JsonNode component : answer.path("environment").path("components")) {
      if (component.path("name").asString().equals("checkout")) {
        component
            .path("versions")
            .forEach(each -> live.put(each.path("version").asString(), each.path("live").asInt()));
      }
    }
    return live;
  }

  @Test
  void the_order_is_one_action_with_the_steps_of_both_versions() throws Exception {
    JsonNode order =
        new Questions(server)
            .askUntil(
                """
                {action(type: "order", id: "4711") {
                  state
                  versions {version}
                  steps {name attempts {version outcome}}
                  effects {name target outcome}
                  retry {answer}
                }}
                """,
                each ->
                    each.at("/action/effects").size() == 2
                        && each.at("/action/steps/1/attempts/0/outcome")
                            .asString("")
                            .equals("FAILED"))
            .path("action");
    assertThat(order)
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {
                      "state": "IN_DOUBT",
                      "versions": [{"version": "2.3.1"}, {"version": "2.4.0"}],
                      "steps": [
                        {"name": "charge", "attempts": [{"version": "2.3.1", "outcome": "SUCCEEDED"}]},
                        {"name": "ship", "attempts": [{"version": "2.4.0", "outcome": "FAILED"}]}
                      ],
                      "effects": [
                        {"name": "card-charge", "target": "payment-provider", "outcome": "HAPPENED"},
                        {"name": "parcel-booking", "target": "parcel-service", "outcome": "IN_DOUBT"}
                      ],
                      "retry": {"answer": "SAFE_IF"}
                    }
                    """));
    assertThat(CommandRun.against(server, "explain", "order/4711").out())
        .contains("accepted by checkout 2.3.1")
        .contains("Step `ship` failed")
        .contains("in checkout 2.4.0 (502)")
        .contains("parcel-service may or may not have done parcel-booking")
        .contains("RETRY-07");
  }

  @Test
  void of_the_idempotency_key_only_the_hash_is_kept() throws Exception {
    JsonNode answer =
        new Questions(server)
            .askUntil(
                """
                {timeline(of: {environment: "production", action: "order/4711"}) {
                  nodes {event {type payload}}}}
                """,
                each -> charges(each).size() == 1);
    String hash = Sha256.of("charge-of-4711".getBytes(StandardCharsets.UTF_8)).hex();
    assertThat(charges(answer)).singleElement().asString().contains(hash);
    assertThat(answer.toString()).doesNotContain("charge-of-4711");
  }

  private static List<String> charges(JsonNode answer) {
    return answer
        .path("timeline")
        .path("nodes")
        .valueStream()
        .map(each -> each.path("event").path("payload").asString())
        .filter(payload -> payload.contains("card-charge"))
        .toList();
  }

  private static <T extends AutoCloseable> T open(T part) {
    opened.add(part);
    return part;
  }

  private static Map<String, String> agent(String version, String protocol, int port) {
    return Map.of(
        "OTEL_SERVICE_NAME", "checkout",
        "OTEL_RESOURCE_ATTRIBUTES",
            "service.version="
                + version
                + ",service.instance.id=checkout-of-"
                + version
                + ",deployment.environment.name=production",
        "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + port,
        "OTEL_EXPORTER_OTLP_PROTOCOL", protocol,
        "OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20" + server.token(),
        "OTEL_METRICS_EXPORTER", "otlp",
        "OTEL_METRIC_EXPORT_INTERVAL", "1000",
        "OTEL_LOGS_EXPORTER", "none",
        "OTEL_BSP_SCHEDULE_DELAY", "100",
        "OTEL_INSTRUMENTATION_HTTP_CLIENT_CAPTURE_REQUEST_HEADERS", "idempotency-key");
  }
}
