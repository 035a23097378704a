package dev.changeover.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.changeover.log.StoredFact;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * A fact as a Kafka record: CloudEvents 1.0, Kafka protocol binding, binary content mode. The value
 * is the payload as it is stored, to the byte; everything else is in headers, so that readers can
 * choose and drop without parsing. The record's own time is left to the producer: a topic that is
 * filled late would else lose old facts to its retention at once.
 */
final class CloudEventForm {
  /** Before the stored type, e.g. {@code dev.changeover.worker.reported.1}. */
  static final String TYPE_PREFIX = "dev.changeover.";

  private CloudEventForm() {}

  /** The whole fact. */
  static ProducerRecord<byte[], byte[]> of(String topic, StoredFact fact) {
    List<Header> headers = attributes(fact);
    headers.add(header("content-type", "application/json"));
    if (fact.extras() != null) {
      headers.add(attribute("extras", fact.extras()));
    }
    return record(topic, fact, fact.payload().getBytes(UTF_8), headers);
  }

  /**
   * A fact that is too large for the topic: an event without data that tells by {@code databytes}
   * how much is left out, so that positions in the topic stay whole.
   */
  static ProducerRecord<byte[], byte[]> withoutData(String topic, StoredFact fact) {
    List<Header> headers = attributes(fact);
    headers.add(attribute("databytes", Integer.toString(fact.payload().getBytes(UTF_8).length)));
    return record(topic, fact, null, headers);
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, StoredFact fact, byte @Nullable [] value, List<Header> headers) {
    return new ProducerRecord<>(topic, null, fact.stream().getBytes(UTF_8), value, headers);
  }

  private static List<Header> attributes(StoredFact fact) {
    List<Header> headers = new ArrayList<>(16);
    headers.add(attribute("specversion", "1.0"));
    headers.add(attribute("id", fact.id().id()));
    headers.add(attribute("source", fact.id().source()));
    headers.add(attribute("type", TYPE_PREFIX + fact.storedType()));
    headers.add(attribute("time", fact.occurredAt().toString()));
    if (!fact.subject().isEmpty()) {
      headers.add(attribute("subject", fact.subject()));
    }
    headers.add(attribute("position", Long.toString(fact.position())));
    headers.add(attribute("partitionkey", fact.stream()));
    headers.add(attribute("streamseq", Long.toString(fact.streamSequence())));
    headers.add(attribute("recordedtime", fact.recordedAt().toString()));
    if (fact.environment() != null) {
      headers.add(attribute("environment", fact.environment()));
    }
    if (fact.actor() != null) {
      headers.add(attribute("actor", fact.actor()));
    }
    return headers;
  }

  private static Header attribute(String name, String value) {
    return header("ce_" + name, value);
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(UTF_8));
  }
}
