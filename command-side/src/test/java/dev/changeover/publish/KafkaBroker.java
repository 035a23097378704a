package dev.changeover.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.kafka.KafkaSettings;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** A Kafka broker and controller in one process that can be killed and started again. */
final class KafkaBroker implements AutoCloseable {
  private final Path directory;
  private final Path properties;
  private final String address;
  private @Nullable Process process;

  private KafkaBroker(Path directory) throws IOException {
    this.directory = directory;
    this.properties = directory.resolve("server.properties");
    int port = freePort();
    int controllerPort = freePort();
    this.address = "127.0.0.1:" + port;
    Files.writeString(
        directory.resolve("logback.xml"),
        """
        <configuration>
          <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
            <encoder><pattern>%d %-5level %logger{20} %msg%n</pattern></encoder>
          </appender>
          <root level="WARN"><appender-ref ref="out"/></root>
        </configuration>
        """);
    Files.writeString(
        properties,
        """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%d
        controller.listener.names=CONTROLLER
        listeners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d
        log.dirs=%s
        num.partitions=4
        message.max.bytes=500000
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=1
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=1
        group.initial.rebalance.delay.ms=0
        """
            .formatted(controllerPort, port, controllerPort, directory.resolve("data")));
    int formatted =
        StorageTool.execute(
            new String[] {
              "format",
              "--cluster-id",
              Uuid.randomUuid().toString(),
              "--config",
              properties.toString()
            },
            new PrintStream(Files.newOutputStream(directory.resolve("format.log"))));
    assertThat(formatted).isZero();
  }

  /** Starts one that keeps its data in a directory. */
  static KafkaBroker startIn(Path directory) throws Exception {
    KafkaBroker broker = new KafkaBroker(directory);
    broker.start();
    return broker;
  }

  /** Starts it and waits until it answers. */
  void start() throws Exception {
    File output = directory.resolve("broker.log").toFile();
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=" + directory.resolve("logback.xml"),
                "-cp",
                System.getProperty("java.class.path"),
                "kafka.Kafka",
                properties.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
            .start();
    try (Admin admin = admin()) {
      assertThat(admin.describeCluster().nodes().get(60, TimeUnit.SECONDS)).hasSize(1);
    } catch (Exception failed) {
      throw new IllegalStateException(Files.readString(output.toPath()), failed);
    }
  }

  /** Makes a topic of four partitions. */
  void createTopic(String name) throws Exception {
    try (Admin admin = admin()) {
      admin.createTopics(List.of(new NewTopic(name, 4, (short) 1))).all().get();
    }
  }

  private Admin admin() {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            address,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            60_000));
  }

  /** As {@code kill -9}. */
  void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly().onExit().join();
    }
  }

  String address() {
    return address;
  }

  /** How clients reach it, with time-outs that suit tests. */
  KafkaSettings settings() {
    return new KafkaSettings(
        List.of(address),
        Map.of(
            "max.block.ms", "3000",
            "request.timeout.ms", "1500",
            "delivery.timeout.ms", "4000",
            "reconnect.backoff.max.ms", "200"));
  }

  @Override
  public void close() {
    kill();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
