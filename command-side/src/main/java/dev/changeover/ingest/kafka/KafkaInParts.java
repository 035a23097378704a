package dev.changeover.ingest.kafka;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;

/**
 * What every consumer of this node works with.
 *
 * @param topics what is read, by name
 * @param intakes how records of a topic are taken, by its name
 */
record KafkaInParts(
    KafkaInSettings settings,
    Map<String, KafkaInSettings.Topic> topics,
    Map<String, RecordIntake> intakes,
    OffsetTable offsets,
    PatientLog log,
    KafkaInStatus status,
    KafkaInMeters meters,
    Clock clock) {

  KafkaInSettings.Topic topic(String name) {
    return Objects.requireNonNull(topics.get(name), name);
  }

  RecordIntake intake(String topic) {
    return Objects.requireNonNull(intakes.get(topic), topic);
  }
}
