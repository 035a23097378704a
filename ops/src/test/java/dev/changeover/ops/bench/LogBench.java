package dev.changeover.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.ops.bench.BenchPostgres.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * How much the log takes in, how fast it is folded, seen and decided on, and what it costs, beside
 * a yardstick and stock Axon, in turns on one PostgreSQL. {@code -Dbench.rounds}, {@code
 * -Dbench.warmup}, {@code -Dbench.scale}: size of a turn, {@code -Dbench.parts}: some of take,
 * fold, see, command, {@code -Dbench.only}: contenders by name.
 */
@EnabledIfSystemProperty(named = "bench", matches = ".*")
class LogBench {
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
  private static final int WARM_UP = Integer.getInteger("bench.warmup", 4);
  private static final double SCALE = Double.parseDouble(System.getProperty("bench.scale", "1"));
  private static final Pattern ONLY = Pattern.compile(System.getProperty("bench.only", ""));
  private static final Set<String> PARTS =
      Set.of(System.getProperty("bench.parts", "take,fold,see,command").split(","));
  private static final int SEEN_PER_SECOND = 1_000;
  private static final int OF_A_LARGER_REQUEST = 20;

  private final List<Outcome> outcomes = new ArrayList<>();

  @Test
  void takes_in_folds_and_decides(@TempDir Path directory) throws IOException {
    try (BenchPostgres postgres =
        BenchPostgres.start(directory.resolve("postgres"), LogBench::say)) {
      var turns = new Turns(postgres, postgres.create("bench_any"), LogBench::say);
      if (PARTS.contains("take")) {
        takeIn(turns, postgres, directory);
      }
      if (PARTS.contains("fold")) {
        fold(turns, postgres, directory);
      }
      if (PARTS.contains("see")) {
        see(postgres, directory);
      }
      if (PARTS.contains("command")) {
        command(turns, postgres);
      }
      report(turns);
    }
  }

  private void takeIn(Turns turns, BenchPostgres postgres, Path directory) throws IOException {
    Database alone = postgres.create("bench_alone");
    Database whole = postgres.create("bench_whole");
    Path data = dataIn(directory, "whole");
    try (OwnServer log =
            OwnServer.start(alone, dataIn(directory, "alone"), "--roles=command,query");
        OwnServer all = OwnServer.start(whole, data)) {
      var stock = StockLog.in(postgres.create("bench_stock").pool());
      var events = new EventsLoad();
      run(
          turns,
          List.of(
              new Yardstick(postgres.create("bench_yardstick"), scaled(100)),
              StockAppend.batches(stock, scaled(40)),
              StockAppend.singles(stock, scaled(8_000)),
              OwnIngest.otlp(OwnIngest.OTLP, log, false, new OtlpLoad(), scaled(60)),
              OwnIngest.events(OwnIngest.EVENTS, log, false, events, scaled(80)),
              OwnIngest.singles(OwnIngest.SINGLES, log, false, events, scaled(15_000)),
              OwnIngest.otlp(OwnIngest.OTLP_FOLDED, all, true, new OtlpLoad(), scaled(60))));
    }
    startAgain(whole, data);
  }

  /** Of the same events in both. */
  private void compareBytes(Database ours, Database theirs) {
    double own = bytesOfAnEvent(ours, "ledger.event");
    double stock = bytesOfAnEvent(theirs, "domainevententry");
    say("  bytes of an event with its indexes: %.0f, stock Axon %.0f".formatted(own, stock));
    outcomes.add(new Outcome("12", "bytes of an event against stock", own / stock, "", 0.4, 0.9));
  }

  private static double bytesOfAnEvent(Database database, String table) {
    Double bytes =
        database
            .jdbc()
            .queryForObject(
                "select pg_total_relation_size('%1$s') / count(*)::float8 from %1$s"
                    .formatted(table),
                Double.class);
    return bytes == null ? Double.NaN : bytes;
  }

  private void startAgain(Database database, Path data) throws IOException {
    try (OwnServer server = OwnServer.start(database, data)) {
      server.awaitFolded();
      outcomes.add(
          new Outcome(
              "15",
              "start to the first answer, with %,d events".formatted(server.events()),
              server.start().toMillis() / 1e3,
              "s",
              3,
              8));
      outcomes.add(
          new Outcome(
              "15",
              "memory held after the start",
              CpuTime.residentMebibytes(server.pid()),
              "MiB",
              400,
              800));
    }
  }

  private static void fold(Turns turns, BenchPostgres postgres, Path directory) throws IOException {
    Database own = postgres.create("bench_fold");
    var stock = StockLog.in(postgres.create("bench_stock_fold").pool());
    try (OwnServer server = OwnServer.start(own, dataIn(directory, "fold"));
        var theirs = new StockProjection(stock, scaled(20) * 1_000)) {
      OwnIngest load = OwnIngest.otlp("load", server, true, new OtlpLoad(), scaled(100));
      load.prepare();
      load.run();
      run(turns, List.of(theirs, new OwnRebuild(server)));
    }
  }

  private void see(BenchPostgres postgres, Path directory) throws IOException {
    Database own = postgres.create("bench_see");
    Database stock = postgres.create("bench_stock_see");
    var length = Duration.ofSeconds(scaled(10));
    try (OwnServer server = OwnServer.start(own, dataIn(directory, "see"));
        Side theirs = new StockSide(stock.pool());
        Side ours = side(server, own, 1);
        Side many = side(server, own, OF_A_LARGER_REQUEST)) {
      warmUp(server);
      compareLags(
          new Lag(ours, SEEN_PER_SECOND, length, LogBench::say),
          new Lag(theirs, SEEN_PER_SECOND, length, LogBench::say));
      seeMany(new Lag(many, SEEN_PER_SECOND, length, LogBench::say), server);
    }
  }

  /** At a fixed rate a server that was just started would only fall behind. */
  private static void warmUp(OwnServer server) {
    OwnIngest load =
        OwnIngest.singles("load", server, true, new EventsLoad(), scaled(WARM_UP * 10_000));
    load.prepare();
    load.run();
  }

  private void compareLags(Lag ours, Lag theirs) {
    try {
      for (int round = -1; round < ROUNDS; round++) {
        theirs.run(round >= 0);
        ours.run(round >= 0);
      }
      double p50 = ours.acceptedToSeen(50);
      double p99 = ours.acceptedToSeen(99);
      double times = theirs.acceptedToSeen(50) / p50;
      outcomes.add(new Outcome("6", "accepted to seen at 1,000/s, p50", p50, "ms", 3, 1e3));
      outcomes.add(new Outcome("6", "accepted to seen at 1,000/s, p99", p99, "ms", 50, 1e4));
      outcomes.add(new Outcome("6", "p50 against stock", times, "times", 100, 20));
    } catch (CompletionException | Side.NeverSeen overrun) {
      say("  1,000 single events/s are more than this machine takes now: " + overrun.getMessage());
    }
  }

  /** Where more comes in than can be folded, lags say nothing. */
  private void seeMany(Lag lag, OwnServer server) {
    try {
      for (int round = -1; round < ROUNDS; round++) {
        lag.run(round >= 0);
        server.awaitFolded();
      }
      double p99 = lag.acceptedToSeen(99);
      outcomes.add(new Outcome("6", "accepted to seen at 20,000/s, p99", p99, "ms", 50, 1e5));
    } catch (CompletionException | IllegalStateException | Side.NeverSeen overrun) {
      say("  20,000 events/s are more than this machine takes now: " + overrun.getMessage());
    }
  }

  private static Side side(OwnServer server, Database database, int ofARequest) {
    return new ChangeoverSide(
        server.url(), server.token(), new ReadModelWatch(database.pool()), ofARequest);
  }

  private void command(Turns turns, BenchPostgres postgres) {
    Database own = postgres.create("bench_commands");
    Database stock = postgres.create("bench_stock_commands");
    try (var paths = new CommandPaths(StockLog.in(stock.pool()), own)) {
      run(turns, paths.contenders(scaled(6_000)));
    }
    compareBytes(own, stock);
  }

  private static void run(Turns turns, List<Contender> contenders) {
    turns.run(
        contenders.stream().filter(each -> ONLY.matcher(each.name()).find()).toList(),
        WARM_UP,
        ROUNDS);
  }

  private void report(Turns turns) {
    Measured yardstick = turns.of(Yardstick.NAME);
    say("");
    say("median of %d rounds".formatted(ROUNDS));
    for (String name : turns.names()) {
      Measured each = turns.of(name);
      say(Turns.line(name, each.median()) + "  %5.2f Y".formatted(each.timesFaster(yardstick)));
    }
    Goal.OF_THE_LOG.stream()
        .filter(goal -> goal.isMeasured(turns))
        .map(goal -> goal.outcome(turns))
        .forEach(outcomes::add);
    outcomes.forEach(outcome -> say(outcome.line()));
    assertThat(outcomes).as("floors").allMatch(Outcome::keepsFloor);
  }

  private static int scaled(int size) {
    return (int) Math.max(1, size * SCALE);
  }

  private static Path dataIn(Path directory, String name) throws IOException {
    return Files.createDirectory(directory.resolve(name));
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
