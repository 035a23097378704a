package dev.changeover.ops.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A server on its own PostgreSQL, four senders, and faults drawn by a seed. After each fault the
 * log is compared with what was acknowledged; every so often the read models are rebuilt and
 * compared.
 */
final class FaultRun implements AutoCloseable {
  private static final List<String> READ_MODELS = List.of("action", "environment", "timeline");
  private static final Duration RECOVERY = Duration.ofSeconds(90);

  private final Settings settings;
  private final Random random;
  private final Path data;
  private final Path log;
  private final Ports ports;
  private final AcknowledgedEvents acknowledged;
  private final LogCheck check = new LogCheck();
  private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
  private final List<Long> readyAfter = new ArrayList<>();
  private final Queue<Fault> coming = new ArrayDeque<>();
  private final Consumer<String> say;
  private ServerProcess server;
  private int rebuilds;

  /**
   * What a run consists of.
   *
   * @param faults how many
   * @param kinds which are drawn, each before one comes again
   * @param freeze how long something stands still
   * @param compareEvery after so many faults the read models are rebuilt and compared
   */
  record Settings(long seed, int faults, List<Fault> kinds, Duration freeze, int compareEvery) {}

  FaultRun(Path directory, Settings settings, Consumer<String> say) throws IOException {
    this.settings = settings;
    this.random = new Random(settings.seed());
    this.data = directory.resolve("data");
    this.log = directory.resolve("server.log");
    this.ports = Ports.free();
    this.acknowledged = new AcknowledgedEvents(directory.resolve("acknowledged"));
    this.say = say;
    this.server = ServerProcess.up(data, ports, log);
  }

  /** Runs all of it; the first thing that does not hold ends it. */
  void run() throws Exception {
    try (Senders senders = new Senders(ports.url(), token(), acknowledged, settings.seed())) {
      senders.start();
      for (int fault = 1; fault <= settings.faults(); fault++) {
        pause(Duration.ofMillis(200 + random.nextInt(1300)));
        Fault kind = next();
        inflict(kind);
        counts.merge(kind, 1, Integer::sum);
        pause(Duration.ofMillis(random.nextInt(300)));
        senders.hold();
        compare(fault % settings.compareEvery() == 0 || fault == settings.faults());
        senders.release();
        if (fault % 10 == 0) {
          say.accept(line(fault, senders));
        }
      }
      senders.hold();
      compare(false);
      try (Connection database = connect()) {
        LogCheck.streamsAreDense(database);
      }
      say.accept(line(settings.faults(), senders));
      senders.release();
    }
  }

  /** Each kind comes before one comes again. */
  private Fault next() {
    if (coming.isEmpty()) {
      List<Fault> shuffled = new ArrayList<>(settings.kinds());
      Collections.shuffle(shuffled, random);
      coming.addAll(shuffled);
    }
    return coming.remove();
  }

  private String line(int faults, Senders senders) {
    return String.format(
        Locale.ROOT,
        "seed %d: %,d faults %s; %,d copies sent, %,d without an answer, %,d asked to wait; "
            + "%,d events acknowledged, 0 lost; %,d in the log, 0 twice; %d rebuilds equal; "
            + "ready after p50 %,d ms, p95 %,d ms",
        settings.seed(),
        faults,
        counts,
        senders.sent(),
        senders.indeterminate(),
        senders.askedToWait(),
        acknowledged.positions().size(),
        check.events(),
        rebuilds,
        readyAfter(50),
        readyAfter(95));
  }

  private long readyAfter(int percent) {
    List<Long> sorted = readyAfter.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get((sorted.size() - 1) * percent / 100);
  }

  private void inflict(Fault fault) throws Exception {
    switch (fault) {
      case KILL_SERVER -> {
        server.kill();
        restart();
      }
      case KILL_BACKEND -> {
        List<ProcessHandle> parts = postmaster().children().toList();
        parts.get(random.nextInt(parts.size())).destroyForcibly();
        awaitAgain();
      }
      case KILL_POSTMASTER -> {
        postmaster().destroyForcibly();
        server.awaitEnd(RECOVERY);
        restart();
      }
      case CUT_CONNECTIONS -> {
        try (Connection database = connect();
            var statement = database.createStatement()) {
          statement.execute(
              "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()");
        }
        awaitAgain();
      }
      case FREEZE_SERVER -> freeze(List.of(server.handle()));
      case FREEZE_POSTGRES -> {
        List<ProcessHandle> all = new ArrayList<>(List.of(postmaster()));
        all.addAll(postmaster().children().toList());
        freeze(all);
      }
    }
  }

  private void restart() throws IOException {
    long begin = System.nanoTime();
    server = ServerProcess.up(data, ports, log);
    readyAfter.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
  }

  private void awaitAgain() throws IOException {
    long begin = System.nanoTime();
    server.awaitReady(ports.url());
    readyAfter.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
  }

  private void freeze(List<ProcessHandle> processes) throws Exception {
    for (ProcessHandle each : processes) {
      signal("STOP", each);
    }
    pause(settings.freeze());
    for (ProcessHandle each : processes) {
      signal("CONT", each);
    }
    awaitAgain();
  }

  private static void signal(String name, ProcessHandle process) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  private void compare(boolean readModelsToo) throws Exception {
    try (Connection database = connect()) {
      check.read(database);
    }
    check.compare(acknowledged.positions());
    if (readModelsToo) {
      for (String each : READ_MODELS) {
        assertThat(new Rebuild(ports.url(), token()).compare(each))
            .as("rebuild of " + each)
            .isTrue();
      }
      rebuilds++;
    }
  }

  /** PostgreSQL's first process. */
  private ProcessHandle postmaster() throws IOException {
    long pid = Long.parseLong(Files.readAllLines(postmasterPid()).getFirst());
    return ProcessHandle.of(pid).orElseThrow();
  }

  private Path postmasterPid() {
    return data.resolve("cluster").resolve("postmaster.pid");
  }

  private Connection connect() throws IOException, SQLException {
    String port = Files.readAllLines(postmasterPid()).get(3);
    String password = Files.readString(data.resolve("postgresql.password")).strip();
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%s/changeover".formatted(port), "changeover", password);
  }

  private String token() throws IOException {
    return Files.readString(data.resolve("admin-token")).strip();
  }

  private static void pause(Duration length) {
    long end = System.nanoTime() + length.toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  @Override
  public void close() throws IOException {
    try (acknowledged) {
      server.stop();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
