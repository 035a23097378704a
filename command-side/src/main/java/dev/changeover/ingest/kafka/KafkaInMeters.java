package dev.changeover.ingest.kafka;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;

/**
 * Measures reading. {@code records} counts what has left the partitions for good, quarantined
 * records among them, so that {@code quarantined <= records}; {@code lag} and {@code stalled} are
 * those of the partitions of this node.
 */
final class KafkaInMeters {
  private static final AttributeKey<String> TOPIC = AttributeKey.stringKey("topic");
  private static final AttributeKey<Long> PARTITION = AttributeKey.longKey("partition");

  private final LongCounter records;
  private final LongCounter quarantined;
  private final LongCounter gaps;

  KafkaInMeters(OpenTelemetry telemetry, KafkaInStatus status) {
    Meter meter = telemetry.getMeter("dev.changeover.ingest.kafka");
    records = counter(meter, "changeover.kafka.in.records", "Records taken or passed over");
    quarantined = counter(meter, "changeover.kafka.in.quarantined", "Records in quarantine");
    gaps = counter(meter, "changeover.kafka.in.gaps", "Times that records had gone unread");
    gauge(
        meter,
        "changeover.kafka.in.lag",
        "Records in the partition that are not in the log",
        status,
        KafkaInStatus.PartitionStatus::lag);
    gauge(
        meter,
        "changeover.kafka.in.stalled",
        "1: the partition does not get on, the server's log says why",
        status,
        each -> each.trouble() == null ? 0 : 1);
    meter
        .gaugeBuilder("changeover.kafka.in.down")
        .ofLongs()
        .setDescription(
            "1: brokers do not answer or a topic is not there, the server's log says why")
        .buildWithCallback(gauge -> gauge.record(status.trouble() == null ? 0 : 1));
  }

  void taken(String topic, int count, int ofThemQuarantined) {
    records.add(count, Attributes.of(TOPIC, topic));
    if (ofThemQuarantined > 0) {
      quarantined.add(ofThemQuarantined, Attributes.of(TOPIC, topic));
    }
  }

  void gap(String topic) {
    gaps.add(1, Attributes.of(TOPIC, topic));
  }

  private static LongCounter counter(Meter meter, String name, String description) {
    return meter.counterBuilder(name).setDescription(description).build();
  }

  private static void gauge(
      Meter meter,
      String name,
      String description,
      KafkaInStatus status,
      ToLongFunction<KafkaInStatus.PartitionStatus> value) {
    meter
        .gaugeBuilder(name)
        .ofLongs()
        .setDescription(description)
        .buildWithCallback(
            gauge -> {
              for (Map.Entry<TopicPartition, KafkaInStatus.PartitionStatus> each :
                  status.partitions().entrySet()) {
                long now = value.applyAsLong(each.getValue());
                if (now >= 0) {
                  TopicPartition partition = each.getKey();
                  gauge.record(
                      now,
                      Attributes.of(
                          TOPIC, partition.topic(), PARTITION, (long) partition.partition()));
                }
              }
            });
  }
}
