package dev.changeover.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a reader finds in the topic, from its beginning. */
final class Feed implements AutoCloseable {
  private final KafkaConsumer<String, byte[]> consumer;
  private final String topic;
  private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();

  Feed(KafkaBroker broker, String topic) {
    this.topic = topic;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.address(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
  }

  /** Reads on until so many different positions have come. */
  List<ConsumerRecord<String, byte[]>> readUntil(int positions) {
    return readUntil(found -> distinct(found) >= positions);
  }

  private List<ConsumerRecord<String, byte[]>> readUntil(
      Predicate<List<ConsumerRecord<String, byte[]>>> enough) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!enough.test(records)) {
      assertThat(System.nanoTime())
          .withFailMessage("only %d positions came", distinct(records))
          .isLessThan(deadline);
      poll();
    }
    return records;
  }

  /** All that is committed now, the last position included. */
  List<ConsumerRecord<String, byte[]>> readToTheEnd() {
    assign();
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    return readUntil(
        _ ->
            ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue()));
  }

  private void poll() {
    assign();
    consumer.poll(Duration.ofMillis(200)).forEach(records::add);
  }

  private void assign() {
    if (consumer.assignment().isEmpty()) {
      var partitions =
          consumer.partitionsFor(topic, Duration.ofSeconds(30)).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
    }
  }

  static long position(ConsumerRecord<?, ?> event) {
    return Long.parseLong(attribute(event, "position"));
  }

  static String attribute(ConsumerRecord<?, ?> event, String name) {
    return new String(event.headers().lastHeader("ce_" + name).value(), UTF_8);
  }

  static int distinct(List<? extends ConsumerRecord<?, ?>> events) {
    Set<Long> positions = new HashSet<>();
    events.forEach(event -> positions.add(position(event)));
    return positions.size();
  }

  /**
   * What a reader keeps who drops whatever is not after the last position of its partition. Fails
   * where that drops a fact that had not come before.
   */
  static List<ConsumerRecord<String, byte[]>> withoutRepeats(
      List<ConsumerRecord<String, byte[]>> events) {
    Map<Integer, Long> last = new HashMap<>();
    List<ConsumerRecord<String, byte[]>> kept = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> event : events) {
      long position = position(event);
      if (position > last.getOrDefault(event.partition(), -1L)) {
        last.put(event.partition(), position);
        kept.add(event);
      }
    }
    assertThat(kept).hasSize(distinct(events));
    return kept;
  }

  /** Each stream is in one partition, and its facts are numbered from 0 without a gap. */
  static void assertOrderPerStream(List<ConsumerRecord<String, byte[]>> events) {
    Map<String, Long> next = new HashMap<>();
    Map<String, Integer> partition = new HashMap<>();
    for (ConsumerRecord<String, byte[]> event : events) {
      long sequence = Long.parseLong(attribute(event, "streamseq"));
      assertThat(sequence).isEqualTo(next.getOrDefault(event.key(), 0L));
      next.put(event.key(), sequence + 1);
      assertThat(event.partition())
          .isEqualTo(partition.computeIfAbsent(event.key(), _ -> event.partition()));
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
