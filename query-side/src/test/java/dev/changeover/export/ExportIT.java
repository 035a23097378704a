package dev.changeover.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.IncidentEvent.FreezeStarted;
import dev.changeover.event.Sha256;
import dev.changeover.graphql.Asking;
import dev.changeover.graphql.ServerTest;
import dev.changeover.ledger.TestLog;
import dev.changeover.testing.PostgresExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExportIT extends ServerTest {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();
  private static final Instant START = Instant.parse("2026-11-20T23:00:00Z");

  @Autowired TestLog log;
  @LocalServerPort int port;
  private Asking asking;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    use(postgres, properties);
  }

  /**
   * 2,500 facts of production, one every other second, over midnight; as many of staging; five of
   * none.
   */
  @BeforeEach
  void record_a_history() {
    asking = new Asking(port);
    if (log.head() < 0) {
      log.inOneBatch(() -> IntStream.range(0, 2_500).forEach(this::recordSecond));
    }
  }

  private void recordSecond(int i) {
    var at = START.plusSeconds(2L * i);
    log.record("production", new FreezeStarted("p" + i), at, at, i == 3 ? "=1+1" : "it");
    log.record("staging", new FreezeStarted("s" + i), at, at, "it");
    if (i < 5) {
      log.record(null, new FreezeStarted("n" + i), at, at, "it");
    }
  }

  @Test
  void writes_every_fact_of_the_environment_once_in_the_order_of_the_log() throws IOException {
    var files = export("/exports/production?position=5004");
    var lines = text(files, "events.jsonl").lines().map(JsonMapper.shared()::readTree).toList();
    assertThat(lines).hasSize(2_500);
    assertThat(lines.stream().map(line -> line.path("position").asLong()).toList())
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(lines.getFirst())
        .hasToString(
            "{\"position\":0,\"source\":\"/test\",\"id\":\"e-0\",\"type\":\"freeze.started.1\","
                + "\"subject\":\"it\",\"environment\":\"production\","
                + "\"occurredAt\":\"2026-11-20T23:00:00Z\",\"recordedAt\":\"2026-11-20T23:00:00Z\","
                + "\"payload\":{\"reason\":\"p0\"}}");
  }

  @Test
  void the_manifest_says_what_is_in_it_and_what_is_not() throws IOException {
    var files = export("/exports/production?position=5004");
    var manifest = manifest(files);
    assertThat(manifest.path("asOfPosition").asLong()).isEqualTo(5_004);
    assertThat(manifest.path("rowsMatched").asLong()).isEqualTo(2_500);
    assertThat(manifest.path("rowsWritten").asLong()).isEqualTo(2_500);
    assertThat(manifest.path("rowsByType")).hasToString("{\"freeze.started.1\":2500}");
    assertThat(manifest.path("rowsByDay")).hasToString("{\"2026-11-20\":1800,\"2026-11-21\":700}");
    assertThat(manifest.at("/excluded/0/count").asLong()).isEqualTo(2_500);
    assertThat(manifest.at("/excluded/1/count").asLong()).isEqualTo(5);
    assertThat(manifest.path("checkpoint").asString()).isEqualTo("NOT HELD");
    assertThat(manifest.at("/files/0/sha256").asString())
        .isEqualTo(Sha256.of(bytes(files, "events.jsonl")).hex());
    assertThat(manifest.at("/files/0/bytes").asLong())
        .isEqualTo(bytes(files, "events.jsonl").length);
  }

  @Test
  void keeps_to_the_period_by_time_of_recording() throws IOException {
    var files = export("/exports/production?from=2026-11-20T23:00:10Z&to=2026-11-20T23:00:14Z");
    assertThat(text(files, "events.jsonl").lines()).hasSize(2);
    assertThat(manifest(export("/exports/production?to=2026-11-20")).path("rowsWritten").asLong())
        .isEqualTo(1_800);
    assertThat(
            manifest(export("/exports/production?from=2026-11-21&position=5004"))
                .path("rowsWritten")
                .asLong())
        .isEqualTo(700);
    var none = manifest(export("/exports/production?from=2027-01-01&to=2027-01-31"));
    assertThat(none.path("rowsWritten").asLong()).isZero();
    assertThat(none.path("firstPosition").isNull()).isTrue();
  }

  @Test
  void gives_the_same_bytes_at_the_same_position_whatever_came_later() throws IOException {
    var before = bytes(export("/exports/production?position=4000"), "events.jsonl");
    log.record("production", new FreezeStarted("later"), START, START, "it");
    assertThat(bytes(export("/exports/production?position=4000"), "events.jsonl"))
        .isEqualTo(before);
  }

  @Test
  void facts_of_no_environment_are_exported_under_a_dash() throws IOException {
    assertThat(manifest(export("/exports/-")).path("rowsWritten").asLong()).isEqualTo(5);
  }

  @Test
  void a_table_for_spreadsheets_counts_the_cells_that_it_defused() throws IOException {
    var files = export("/exports/production?format=csv&position=4000");
    assertThat(manifest(files).path("neutralisedCells").asLong()).isEqualTo(1);
    assertThat(text(files, "events.csv"))
        .startsWith(
            "position,source,id,type,subject,environment,occurredAt,recordedAt,payload,extras\r\n")
        .contains(",'=1+1,");
  }

  @Test
  void refuses_what_it_cannot_read_and_says_why() {
    for (String query :
        List.of(
            "from=yesterday",
            "to=2026-13-01",
            "to=2026-11-01&from=2026-11-09",
            "format=xml",
            "position=x",
            "position=99999999")) {
      var response = asking.get("/exports/production?" + query);
      assertThat(response.statusCode()).as(query).isEqualTo(400);
      assertThat(response.body())
          .contains("detail")
          .contains(query.substring(query.lastIndexOf('=') + 1));
    }
  }

  private Map<String, byte[]> export(String path) throws IOException {
    var response = asking.bytes(path);
    assertThat(response.statusCode()).isEqualTo(200);
    var files = new LinkedHashMap<String, byte[]>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(response.body()))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    }
    return files;
  }

  private static JsonNode manifest(Map<String, byte[]> files) {
    return JsonMapper.shared().readTree(bytes(files, "manifest.json"));
  }

  private static String text(Map<String, byte[]> files, String name) {
    return new String(bytes(files, name), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(Map<String, byte[]> files, String name) {
    assertThat(files).containsKey(name);
    return Objects.requireNonNull(files.get(name));
  }
}
