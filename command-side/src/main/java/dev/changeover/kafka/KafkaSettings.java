package dev.changeover.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The cluster that facts come from and go to.
 *
 * @param bootstrapServers e.g. {@code broker-1:9092, broker-2:9092}; empty: Kafka is off
 * @param properties of every client, by Kafka's own names, e.g. {@code security.protocol}
 */
@ConfigurationProperties("changeover.kafka")
public record KafkaSettings(
    @DefaultValue List<String> bootstrapServers, @DefaultValue Map<String, String> properties) {
  /** The setting without which nothing of Kafka is started. */
  public static final String BOOTSTRAP_SERVERS = "changeover.kafka.bootstrap-servers";

  public KafkaSettings {
    bootstrapServers = bootstrapServers.stream().filter(each -> !each.isBlank()).toList();
    properties = Map.copyOf(properties);
  }

  /** Whether there is a cluster to speak with. */
  public boolean isOn() {
    return !bootstrapServers.isEmpty();
  }

  /**
   * Properties that a client starts from. What a client must have to be right, it puts on top.
   *
   * @param clientId as brokers and their logs name the client, e.g. {@code changeover-in}
   */
  public Map<String, Object> clientProperties(String clientId) {
    Map<String, Object> client = new HashMap<>();
    client.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
    client.putAll(properties);
    client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return client;
  }
}
