package dev.changeover.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/** One real broker in a process of its own, that keeps its data and its port when it is killed. */
final class BrokerProcess implements AutoCloseable {
  private final int port;
  private final ChildJvm process;

  BrokerProcess(Path directory) throws IOException {
    this.port = freePort();
    int controllerPort = freePort();
    Path settings = directory.resolve("server.properties");
    Files.writeString(
        settings,
        """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        controller.listener.names=CONTROLLER
        listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
        log.dirs=%3$s
        offsets.topic.num.partitions=1
        offsets.topic.replication.factor=1
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        group.initial.rebalance.delay.ms=0
        """
            .formatted(port, controllerPort, directory.resolve("data")));
    ChildJvm format =
        new ChildJvm(
            directory.resolve("format.log"),
            "kafka.tools.StorageTool",
            List.of("format", "-t", Uuid.randomUuid().toString(), "-c", settings.toString()));
    format.start();
    assertThat(format.await()).as("see " + directory.resolve("format.log")).isZero();
    process =
        new ChildJvm(directory.resolve("broker.log"), "kafka.Kafka", List.of(settings.toString()));
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  /** Starts it and waits until it answers. */
  void start() {
    process.start();
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", address(), "client.id", "starting"))) {
      LedgerView.await("the broker's answer", () -> answers(admin));
    }
  }

  private static boolean answers(Admin admin) {
    try {
      return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException notYet) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stopped);
    }
  }

  void kill() {
    process.kill();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
