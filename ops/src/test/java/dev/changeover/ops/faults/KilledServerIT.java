package dev.changeover.ops.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.EventId;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code kill -9} of the server during {@code changeover send}, a start on the same data, the same
 * file again: what was acknowledged is there, nothing is there twice, and the read models are those
 * of a rebuild. {@code -Dcrash.events=100000 -Dcrash.kills=3} is the long form.
 */
class KilledServerIT {
  private static final int EVENTS = Integer.getInteger("crash.events", 6_000);
  private static final int KILLS = Integer.getInteger("crash.kills", 2);
  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir Path directory;

  @Test
  void nothing_acknowledged_is_lost_and_nothing_is_doubled() throws Exception {
    Path events = writeEvents();
    Path data = directory.resolve("data");
    Path acknowledged = directory.resolve("acknowledged");
    Path log = directory.resolve("server.log");
    Ports ports = Ports.free();
    ServerProcess server = ServerProcess.up(data, ports, log);
    try {
      Process sending = send(ports, data, events, acknowledged);
      for (int kill = 1; kill <= KILLS; kill++) {
        awaitLines(acknowledged, (long) EVENTS * kill / (KILLS + 1), sending);
        server.kill();
        server = ServerProcess.up(data, ports, log);
      }
      assertThat(sending.waitFor()).as(Files.readString(directory.resolve("send.log"))).isZero();
      assertThat(send(ports, data, events, acknowledged).waitFor()).isZero();

      List<EventId> stored = exported(ports, data);
      Set<EventId> distinct = new HashSet<>(stored);
      assertThat(stored).hasSameSizeAs(distinct).hasSize(EVENTS);
      assertThat(distinct).containsAll(acknowledged(acknowledged));
      for (String readModel : new String[] {"action", "environment", "timeline"}) {
        assertThat(replay(ports, data, readModel)).as("rebuild of " + readModel).isZero();
      }
    } finally {
      server.stop();
    }
  }

  private Path writeEvents() throws IOException {
    Path file = directory.resolve("events.jsonl");
    Instant begin = Instant.now().minus(Duration.ofHours(1));
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int number = 0; number < EVENTS; number++) {
        out.write(SentEvent.json(number, begin.plusMillis(number)));
        out.newLine();
      }
    }
    return file;
  }

  private Process send(Ports ports, Path data, Path events, Path acknowledged) throws IOException {
    return ServerProcess.changeover(
        directory.resolve("send.log"),
        "send",
        events.toString(),
        "--batch",
        "100",
        "--acknowledged",
        acknowledged.toString(),
        "--url",
        ports.url().toString(),
        "--token",
        token(data));
  }

  private int replay(Ports ports, Path data, String readModel) throws Exception {
    return ServerProcess.changeover(
            directory.resolve("replay.log"),
            "replay",
            readModel,
            "--url",
            ports.url().toString(),
            "--token",
            token(data))
        .waitFor();
  }

  private List<EventId> exported(Ports ports, Path data) throws Exception {
    Path history = directory.resolve("history");
    int exit =
        ServerProcess.changeover(
                directory.resolve("export.log"),
                "export",
                SentEvent.ENVIRONMENT,
                "-o",
                history.toString(),
                "--url",
                ports.url().toString(),
                "--token",
                token(data))
            .waitFor();
    assertThat(exit).as(Files.readString(directory.resolve("export.log"))).isZero();
    List<EventId> ids = new ArrayList<>();
    try (Stream<String> lines = Files.lines(history.resolve("events.jsonl"))) {
      lines.forEach(
          line -> {
            JsonNode row = JSON.readTree(line);
            ids.add(new EventId(row.path("source").asString(), row.path("id").asString()));
          });
    }
    return ids;
  }

  private static Set<EventId> acknowledged(Path file) throws IOException {
    Set<EventId> ids = new HashSet<>();
    try (Stream<String> lines = Files.lines(file)) {
      lines.map(line -> line.split(" ")).forEach(part -> ids.add(new EventId(part[1], part[2])));
    }
    return ids;
  }

  private static void awaitLines(Path file, long wanted, Process sending) throws IOException {
    while (sending.isAlive() && lines(file) < wanted) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  private static long lines(Path file) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    }
  }

  private static String token(Path data) throws IOException {
    return Files.readString(data.resolve("admin-token")).strip();
  }
}
