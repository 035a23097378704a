package dev.changeover.ingest.kafka;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of this door. It is open where there are bootstrap servers and topics.
 *
 * @param group consumer group by which the nodes share the partitions; the same on all of them
 * @param topics what is read
 * @param mostRecords that are taken into the log at once
 * @param mostBytes of records that wait for their commit; with more, reading pauses. Beside it the
 *     client keeps up to a quarter of this ready from each broker
 * @param quarantineBytes of a record's value that are kept in quarantine
 * @param checkEvery how often is looked whether a topic was deleted and made again
 * @param retryAfter how long after trouble with brokers, or with another reader of a partition
 */
@ConfigurationProperties("changeover.kafka.in")
public record KafkaInSettings(
    @DefaultValue("changeover") String group,
    @DefaultValue List<Topic> topics,
    @DefaultValue("1000") int mostRecords,
    @DefaultValue("32MB") DataSize mostBytes,
    @DefaultValue("1MB") DataSize quarantineBytes,
    @DefaultValue("PT10S") Duration checkEvery,
    @DefaultValue("PT5S") Duration retryAfter) {

  /**
   * A topic. Whoever may write to it speaks with the rights that are given here, as with a token of
   * role ingest.
   *
   * @param form what its records are
   * @param environments that its facts may be of; empty: all
   * @param sources that its facts may speak for; empty: all
   */
  public record Topic(
      String name,
      @DefaultValue("CLOUDEVENTS") Form form,
      @DefaultValue Set<String> environments,
      @DefaultValue Set<String> sources) {}

  /** What the records of a topic are. */
  public enum Form {
    /** CloudEvents of CDEvents, structured or binary, and bare CDEvents. */
    CLOUDEVENTS,
    /** One {@code ExportTraceServiceRequest} in each record, protobuf or JSON. */
    OTLP_TRACES,
    /** One {@code ExportMetricsServiceRequest} in each record, protobuf or JSON. */
    OTLP_METRICS
  }

  public KafkaInSettings {
    topics = List.copyOf(topics);
    Set<String> names = new HashSet<>();
    for (Topic topic : topics) {
      if (!names.add(topic.name())) {
        throw new IllegalArgumentException(
            "changeover.kafka.in.topics names '%s' twice; give it one form and one set of rights"
                .formatted(topic.name()));
      }
    }
  }
}
