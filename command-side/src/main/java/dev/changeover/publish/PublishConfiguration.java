package dev.changeover.publish;

import dev.changeover.kafka.KafkaSettings;
import dev.changeover.log.LedgerSignal;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.Meter;
import java.lang.management.ManagementFactory;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.dao.DataAccessException;

/** Wires publishing. Nothing is started unless {@code changeover.kafka.out.topic} is set. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({KafkaSettings.class, KafkaOutSettings.class})
public class PublishConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(PublishConfiguration.class);

  /**
   * The publisher of this node; none where no topic is set.
   *
   * @param node name of this node, which no other running node has; without it: process and host
   * @throws IllegalStateException where a topic is set but no cluster
   */
  @Bean(destroyMethod = "close")
  @DependsOn("migratedLedger")
  @Nullable Publisher publisher(
      KafkaSettings cluster,
      KafkaOutSettings settings,
      DataSource database,
      LedgerSignal signal,
      ObjectProvider<OpenTelemetry> telemetry,
      @Value("${changeover.node:}") String node) {
    if (!settings.isOn()) {
      return null;
    }
    if (!cluster.isOn()) {
      throw new IllegalStateException(
          "changeover.kafka.out.topic is '%s', but %s is not set; set it, or leave the topic out"
              .formatted(settings.topic(), KafkaSettings.BOOTSTRAP_SERVERS));
    }
    OpenTelemetry meters = telemetry.getIfAvailable(OpenTelemetry::noop);
    Publisher publisher =
        new Publisher(
            cluster,
            settings,
            node.isBlank() ? ManagementFactory.getRuntimeMXBean().getName() : node,
            database,
            signal,
            new PublisherCounters(meters));
    measure(meters.getMeter(PublisherCounters.SCOPE), publisher);
    return publisher;
  }

  /** The same on every node, since what is published is one row; asked only when it is read. */
  private static void measure(Meter meter, Publisher publisher) {
    var lag =
        meter
            .gaugeBuilder("changeover.kafka.out.lag")
            .setDescription("Facts in the log that are not known to be in the topic")
            .setUnit("{fact}")
            .ofLongs()
            .buildObserver();
    var waiting =
        meter
            .gaugeBuilder("changeover.kafka.out.oldest_waiting")
            .setDescription("For how long the oldest of them has been recorded")
            .setUnit("s")
            .buildObserver();
    var _ =
        meter.batchCallback(
            () -> {
              try {
                Standing standing = publisher.standing();
                lag.record(standing.lag());
                waiting.record(standing.oldestWaiting().toMillis() / 1_000.0);
              } catch (DataAccessException away) {
                LOG.debug("how far the log is published cannot be told now", away);
              }
            },
            lag,
            waiting);
  }
}
