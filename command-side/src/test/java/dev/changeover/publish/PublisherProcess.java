package dev.changeover.publish;

import dev.changeover.kafka.KafkaSettings;
import dev.changeover.log.LedgerListener;
import dev.changeover.log.LedgerSignal;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/** A node that does nothing but publish, in a process that can be killed and frozen. */
final class PublisherProcess implements AutoCloseable {
  private final Process process;

  private PublisherProcess(Process process) {
    this.process = process;
  }

  /** Starts one; it may take over when it has to. */
  static PublisherProcess start(
      Path log, PGSimpleDataSource database, KafkaBroker broker, KafkaOutSettings settings)
      throws IOException {
    Process started =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=" + log.resolve("logback.xml"),
                "-cp",
                System.getProperty("java.class.path"),
                PublisherProcess.class.getName(),
                database.getUrl(),
                String.valueOf(database.getUser()),
                String.valueOf(database.getPassword()),
                broker.address(),
                String.valueOf(settings.topic()),
                Integer.toString(settings.batch()),
                settings.lease().toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.resolve("publisher.log").toFile()))
            .start();
    return new PublisherProcess(started);
  }

  /** As {@code kill -9}. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  void freeze() throws Exception {
    signal("STOP");
  }

  void thaw() throws Exception {
    signal("CONT");
  }

  boolean isAlive() {
    return process.isAlive();
  }

  private void signal(String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  @Override
  public void close() {
    kill();
  }

  /** Publishes until its input ends, which is when the test's process does. */
  public static void main(String[] arguments) throws Exception {
    var database = new PGSimpleDataSource();
    database.setUrl(arguments[0]);
    database.setUser(arguments[1]);
    database.setPassword(arguments[2]);
    var settings =
        new KafkaOutSettings(
            arguments[4], Integer.parseInt(arguments[5]), Duration.parse(arguments[6]));
    var signal = new LedgerSignal();
    try (var _ = new LedgerListener(database, signal);
        var _ =
            new Publisher(
                new KafkaSettings(List.of(arguments[3]), Map.of()),
                settings,
                "process",
                database,
                signal,
                new PublisherCounters(OpenTelemetry.noop()))) {
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
