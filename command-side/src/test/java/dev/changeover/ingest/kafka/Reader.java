package dev.changeover.ingest.kafka;

import dev.changeover.ingest.cloudevents.CDEventReader;
import dev.changeover.ingest.cloudevents.CloudEventReader;
import dev.changeover.kafka.KafkaSettings;
import dev.changeover.log.FactLog;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.util.unit.DataSize;

/** A door for CloudEvents without a server around it. */
final class Reader {
  static final Duration PAUSE = Duration.ofMillis(300);
  static final int QUARANTINED_BYTES = 100;

  private Reader() {}

  static KafkaIn start(
      String brokers,
      Map<String, String> properties,
      String group,
      String topic,
      Set<String> environments,
      FactLog log,
      DataSource database) {
    KafkaInSettings.Topic read =
        new KafkaInSettings.Topic(topic, KafkaInSettings.Form.CLOUDEVENTS, environments, Set.of());
    KafkaInSettings settings =
        new KafkaInSettings(
            group,
            List.of(read),
            1000,
            DataSize.ofMegabytes(1),
            DataSize.ofBytes(QUARANTINED_BYTES),
            PAUSE,
            PAUSE);
    PatientLog patient = new PatientLog(log);
    EventRecords records =
        new EventRecords(new CloudEventReader(new CDEventReader(Clock.systemUTC())), read);
    Map<String, String> all = new HashMap<>(Map.of("heartbeat.interval.ms", "300"));
    all.putAll(properties);
    KafkaInStatus status = new KafkaInStatus();
    KafkaIn reader =
        new KafkaIn(
            new KafkaSettings(List.of(brokers), all),
            new KafkaInParts(
                settings,
                Map.of(topic, read),
                Map.of(topic, new EventIntake(records, patient)),
                new OffsetTable(database, QUARANTINED_BYTES),
                patient,
                status,
                new KafkaInMeters(OpenTelemetry.noop(), status),
                Clock.systemUTC()));
    reader.start();
    return reader;
  }

  /** A bare CDEvent, of no more than its id. */
  static String event(String id) {
    return event(id, "production");
  }

  static String event(String id, String environment) {
    return """
        {"context":{"specversion":"0.5.1","id":"%s","source":"/fleet",\
        "type":"dev.cdeventsx.changeover-cache.flushed.0.1.0","timestamp":"2026-11-20T14:02:10Z"},\
        "subject":{"id":"cart","content":{"environment":"%s","component":"cart"}}}"""
        .formatted(id, environment);
  }
}
