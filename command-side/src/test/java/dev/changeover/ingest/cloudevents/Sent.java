package dev.changeover.ingest.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.log.NewFact;
import dev.changeover.problem.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends texts to a reader whose clock stands at {@link #NOW}. */
final class Sent {
  static final Instant NOW = Instant.parse("2026-11-20T14:10:00Z");

  private Sent() {}

  static CloudEventReader reader() {
    return new CloudEventReader(new CDEventReader(Clock.fixed(NOW, ZoneOffset.UTC)));
  }

  static Submission as(@Nullable String contentType, Map<String, String> headers, String body) {
    return reader().read(contentType, headers, body.getBytes(UTF_8));
  }

  static List<Reading> as(String contentType, String body) {
    return as(contentType, Map.of(), body).readings();
  }

  static NewFact fact(String cdevent) {
    return fact(as("application/json", cdevent));
  }

  static NewFact fact(List<Reading> readings) {
    assertThat(readings).hasSize(1);
    assertThat(readings.getFirst()).isInstanceOf(Reading.Mapped.class);
    return ((Reading.Mapped) readings.getFirst()).fact();
  }

  static Problem problem(String cdevent) {
    return problem(as("application/json", cdevent));
  }

  static Problem problem(List<Reading> readings) {
    assertThat(readings).hasSize(1);
    assertThat(readings.getFirst()).isInstanceOf(Reading.Refused.class);
    return ((Reading.Refused) readings.getFirst()).problem();
  }

  /** A CDEvent of the specification; {@code content} is the text of a JSON object. */
  static String standard(String type, String subject, String content) {
    return """
        {"context":{"specversion":"0.5.1","id":"e-1","source":"/ci","type":"dev.cdevents.%s",\
        "timestamp":"2026-11-20T14:02:10Z"},"subject":{"id":"%s","content":%s}}"""
        .formatted(type, subject, content);
  }

  /** One of our own events, sent from {@code production}. */
  static String ours(String name, String subject, String members) {
    String environment = "{\"environment\":\"production\"";
    return """
        {"context":{"specversion":"0.5.1","id":"e-1","source":"/fleet/prod",\
        "type":"dev.cdeventsx.changeover-%s.0.1.0","timestamp":"2026-11-20T14:02:10Z"},\
        "subject":{"id":"%s","content":%s}}"""
        .formatted(name, subject, environment + (members.isEmpty() ? "" : "," + members) + "}");
  }
}
