package dev.changeover.ingest.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.jspecify.annotations.Nullable;

/**
 * Whether the brokers answer, and the topics are still those that they were: one that was deleted
 * and made again has other records at the same offsets.
 */
final class TopicWatch {
  private final Admin brokers;
  private final List<String> topics;
  private final Duration every;
  private final SideWork beside;
  private long nextAt = System.nanoTime();

  TopicWatch(Admin brokers, List<String> topics, Duration every, SideWork beside) {
    this.brokers = brokers;
    this.topics = topics;
    this.every = every;
    this.beside = beside;
  }

  /**
   * Asks where it is time to; the answers are handed on by the polling thread.
   *
   * @param topicIs a topic and its id
   * @param brokersAre why they do not answer; null where they do
   */
  void look(BiConsumer<String, String> topicIs, Consumer<@Nullable Throwable> brokersAre) {
    long now = System.nanoTime();
    if (now - nextAt < 0) {
      return;
    }
    nextAt = now + every.toNanos();
    Map<String, KafkaFuture<TopicDescription>> answers =
        brokers.describeTopics(topics).topicNameValues();
    answers.forEach(
        (name, answer) -> {
          var _ =
              answer.thenApply(
                  topic -> {
                    beside.post(() -> topicIs.accept(name, topic.topicId().toString()));
                    return topic;
                  });
        });
    var _ =
        KafkaFuture.allOf(answers.values().toArray(new KafkaFuture<?>[0]))
            .whenComplete((_, failed) -> beside.post(() -> brokersAre.accept(failed)));
  }
}
