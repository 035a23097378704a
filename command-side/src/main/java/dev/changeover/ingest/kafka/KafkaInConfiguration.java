package dev.changeover.ingest.kafka;

import dev.changeover.access.Caller;
import dev.changeover.ingest.cloudevents.CloudEventReader;
import dev.changeover.ingest.otlp.OtlpDoor;
import dev.changeover.ingest.otlp.OtlpSettings;
import dev.changeover.kafka.KafkaSettings;
import dev.changeover.log.FactLog;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Wires this door, where settings say which brokers and which topics there are. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({KafkaSettings.class, KafkaInSettings.class})
@Conditional(TopicsAreNamed.class)
public class KafkaInConfiguration {

  @Bean
  KafkaInStatus kafkaInStatus() {
    return new KafkaInStatus();
  }

  @Bean(initMethod = "start")
  KafkaIn kafkaIn(
      KafkaSettings cluster,
      KafkaInSettings settings,
      CloudEventReader reader,
      OtlpDoor door,
      OtlpSettings otlp,
      FactLog log,
      DataSource database,
      KafkaInStatus status,
      ObjectProvider<OpenTelemetry> telemetry) {
    PatientLog patient = new PatientLog(log);
    Map<String, KafkaInSettings.Topic> topics = new HashMap<>();
    Map<String, RecordIntake> intakes = new HashMap<>();
    for (KafkaInSettings.Topic topic : settings.topics()) {
      topics.put(topic.name(), topic);
      intakes.put(topic.name(), intake(topic, reader, door, otlp, patient));
    }
    return new KafkaIn(
        cluster,
        new KafkaInParts(
            settings,
            Map.copyOf(topics),
            Map.copyOf(intakes),
            new OffsetTable(database, Math.toIntExact(settings.quarantineBytes().toBytes())),
            patient,
            status,
            new KafkaInMeters(telemetry.getIfAvailable(OpenTelemetry::noop), status),
            Clock.systemUTC()));
  }

  private static RecordIntake intake(
      KafkaInSettings.Topic topic,
      CloudEventReader reader,
      OtlpDoor door,
      OtlpSettings otlp,
      PatientLog log) {
    Caller rights = EventRecords.rights(topic);
    int mostBytes = Math.toIntExact(otlp.mostBytes().toBytes());
    return switch (topic.form()) {
      case CLOUDEVENTS -> new EventIntake(new EventRecords(reader, topic), log);
      case OTLP_TRACES -> new OtlpIntake(door, OtlpIntake.Signal.TRACES, rights, mostBytes, log);
      case OTLP_METRICS -> new OtlpIntake(door, OtlpIntake.Signal.METRICS, rights, mostBytes, log);
    };
  }
}
