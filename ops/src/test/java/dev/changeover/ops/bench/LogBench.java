package dev.changeover.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * How much the log takes in and how fast it is folded, beside a yardstick and stock Axon, in turns
 * on one PostgreSQL. {@code -Dbench.rounds}, {@code -Dbench.scale}: size of a turn.
 */
@EnabledIfSystemProperty(named = "bench", matches = ".*")
class LogBench {
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
  private static final int WARM_UP = Integer.getInteger("bench.warmup", 2);
  private static final Pattern ONLY = Pattern.compile(System.getProperty("bench.only", ""));
  private static final String PARTS = System.getProperty("bench.parts", "take,fold,command");
  private static final double SCALE = Double.parseDouble(System.getProperty("bench.scale", "1"));

  @Test
  void takes_in_and_folds(@TempDir Path directory) throws IOException {
    try (BenchPostgres postgres =
        BenchPostgres.start(directory.resolve("postgres"), LogBench::say)) {
      var turns = new Turns(postgres, postgres.create("bench_any"), LogBench::say);
      if (PARTS.contains("take")) {
        takeIn(turns, postgres, directory);
      }
      if (PARTS.contains("fold")) {
        fold(turns, postgres, directory);
      }
      if (PARTS.contains("command")) {
        command(turns, postgres);
      }
      report(turns);
    }
  }

  private static void takeIn(Turns turns, BenchPostgres postgres, Path directory)
      throws IOException {
    var alone = postgres.create("bench_alone");
    var whole = postgres.create("bench_whole");
    try (OwnServer log =
            OwnServer.start(alone, dataIn(directory, "alone"), "--no-projections=true");
        OwnServer all = OwnServer.start(whole, dataIn(directory, "whole"))) {
      var stock = StockLog.in(postgres.create("bench_stock"));
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
  }

  private static void fold(Turns turns, BenchPostgres postgres, Path directory) throws IOException {
    var own = postgres.create("bench_fold");
    var stock = StockLog.in(postgres.create("bench_stock_fold"));
    try (OwnServer server = OwnServer.start(own, dataIn(directory, "fold"));
        var theirs = new StockProjection(stock, scaled(20) * 1_000)) {
      OwnIngest load = OwnIngest.otlp("load", server, true, new OtlpLoad(), scaled(100));
      load.prepare();
      load.run();
      run(turns, List.of(theirs, new OwnRebuild(server)));
    }
  }

  private static void command(Turns turns, BenchPostgres postgres) {
    var stock = StockLog.in(postgres.create("bench_stock_commands"));
    try (var paths = new CommandPaths(stock, postgres.create("bench_commands"))) {
      run(turns, paths.contenders(scaled(6_000)));
    }
  }

  private static void run(Turns turns, List<Contender> contenders) {
    turns.run(
        contenders.stream().filter(each -> ONLY.matcher(each.name()).find()).toList(),
        WARM_UP,
        ROUNDS);
  }

  private static void report(Turns turns) {
    Measured yardstick = turns.of(Yardstick.NAME);
    say("");
    say("median of %d rounds".formatted(ROUNDS));
    for (String name : turns.names()) {
      Measured each = turns.of(name);
      say(Turns.line(name, each.median()) + "  %5.2f Y".formatted(each.timesFaster(yardstick)));
    }
    List<Goal> measured =
        Goal.OF_THE_LOG.stream()
            .filter(goal -> turns.names().containsAll(List.of(goal.ours(), goal.theirs())))
            .toList();
    measured.forEach(goal -> say(goal.line(goal.ratio(turns))));
    assertThat(measured)
        .as("goals whose floor does not hold")
        .allMatch(goal -> goal.ratio(turns) >= goal.floor());
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
