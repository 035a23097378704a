package dev.changeover.publish;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of publishing; where the cluster is, {@link dev.changeover.kafka.KafkaSettings} says.
 *
 * @param topic that every fact goes to; null or empty: nothing is published
 * @param batch most facts in one transaction, and so the most that are repeated after a crash
 * @param lease how long a node that does not show itself keeps the others waiting
 */
@ConfigurationProperties("changeover.kafka.out")
public record KafkaOutSettings(
    @Nullable String topic,
    @DefaultValue("1000") int batch,
    @DefaultValue("PT10S") Duration lease) {

  public KafkaOutSettings {
    if (batch < 1) {
      throw new IllegalArgumentException(
          "changeover.kafka.out.batch is %d; at least 1 is needed".formatted(batch));
    }
    if (lease.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "changeover.kafka.out.lease is %s; at least PT1S is needed".formatted(lease));
    }
  }

  /** Whether a topic is named. */
  public boolean isOn() {
    return topic != null && !topic.isBlank();
  }
}
