package dev.changeover.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.changeover.ops.bench.OpenLoop.Round;
import dev.changeover.ops.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * From an event's acceptance to its being seen in what verdicts are made of, p50 and p99, at a
 * fixed rate of single events, beside the stock Axon processor. {@code -Dbench.rate}, {@code
 * -Dbench.seconds}, {@code -Dbench.rounds}; {@code -Dbench.floor=20} fails where the median round
 * is not that many times faster at p50.
 */
@EnabledIfSystemProperty(named = "bench", matches = ".*")
class VisibilityBench {
  private static final int RATE = Integer.getInteger("bench.rate", 1_000);
  private static final int SECONDS = Integer.getInteger("bench.seconds", 20);
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
  private static final int FLOOR = Integer.getInteger("bench.floor", 0);
  private static final Duration WARM_UP = Duration.ofSeconds(10);

  @Test
  void accepted_until_seen(@TempDir Path directory) throws IOException {
    Path data = Files.createDirectory(directory.resolve("server"));
    try (EmbeddedPostgres postgres =
            EmbeddedPostgres.start(directory.resolve("postgres"), VisibilityBench::say);
        HikariDataSource stockDatabase = pool(postgres, "bench_stock");
        HikariDataSource ownDatabase = pool(postgres, "bench_own");
        ServerProcess server = ServerProcess.start(address(postgres, "bench_own"), data);
        Side changeover =
            new ChangeoverSide(server.url(), server.token(), new ReadModelWatch(ownDatabase), 1);
        Side stock = new StockSide(stockDatabase)) {
      var load = new OpenLoop(RATE);
      List<Round> ours = new ArrayList<>();
      List<Round> theirs = new ArrayList<>();
      say("warming up both, %s each".formatted(WARM_UP));
      round(load, changeover, WARM_UP);
      round(load, stock, WARM_UP);
      for (int i = 0; i < ROUNDS; i++) {
        ours.add(round(load, changeover, Duration.ofSeconds(SECONDS)));
        theirs.add(round(load, stock, Duration.ofSeconds(SECONDS)));
      }
      report(ours, theirs);
      assertThat(ratio(ours, theirs, 50)).as("times faster at p50").isGreaterThanOrEqualTo(FLOOR);
    }
  }

  private static Round round(OpenLoop load, Side side, Duration length) {
    side.begin();
    Round round = load.run(side, length);
    side.end();
    say(line(side.name(), List.of(round)));
    return round;
  }

  private static void report(List<Round> ours, List<Round> theirs) {
    say("");
    say(
        "%d events/s, %d rounds of %d s in turns, median of the rounds, times in ms"
            .formatted(RATE, ROUNDS, SECONDS));
    say("%-12s %22s %22s".formatted("", "accepted to seen", "due to seen"));
    say("%-12s %10s %11s %10s %11s".formatted("", "p50", "p99", "p50", "p99"));
    say(line("Changeover", ours));
    say(line("stock Axon", theirs));
    say(
        "times faster, accepted to seen: p50 %.1f, p99 %.1f"
            .formatted(ratio(ours, theirs, 50), ratio(ours, theirs, 99)));
  }

  private static String line(String name, List<Round> rounds) {
    return "%-12s %10.2f %11.2f %10.2f %11.2f"
        .formatted(
            name,
            median(rounds, Round::acceptedToSeen, 50),
            median(rounds, Round::acceptedToSeen, 99),
            median(rounds, Round::dueToSeen, 50),
            median(rounds, Round::dueToSeen, 99));
  }

  private static double ratio(List<Round> ours, List<Round> theirs, double percentile) {
    return median(theirs, Round::acceptedToSeen, percentile)
        / median(ours, Round::acceptedToSeen, percentile);
  }

  /** In milliseconds. */
  private static double median(
      List<Round> rounds, Function<Round, Histogram> part, double percentile) {
    return rounds.stream()
        .map(round -> part.apply(round).getValueAtPercentile(percentile) / 1e6)
        .sorted(Comparator.naturalOrder())
        .skip((rounds.size() - 1) / 2)
        .findFirst()
        .orElseThrow();
  }

  private static HikariDataSource pool(EmbeddedPostgres postgres, String name) {
    var own = new HikariDataSource();
    own.setJdbcUrl(jdbcUrl(postgres, name));
    own.setUsername(postgres.username());
    own.setPassword(postgres.password());
    own.setMaximumPoolSize(32);
    create(postgres, name);
    return own;
  }

  private static void create(EmbeddedPostgres postgres, String name) {
    try (var first = new HikariDataSource()) {
      first.setJdbcUrl(postgres.jdbcUrl());
      first.setUsername(postgres.username());
      first.setPassword(postgres.password());
      first.setMaximumPoolSize(1);
      execute(first, "create database " + name);
    }
  }

  private static void execute(DataSource database, String sql) {
    new JdbcTemplate(database).execute(sql);
  }

  private static String jdbcUrl(EmbeddedPostgres postgres, String name) {
    return postgres.jdbcUrl().replaceFirst("(//[^/]+/)[^?]*", "$1" + name);
  }

  private static String address(EmbeddedPostgres postgres, String name) {
    return jdbcUrl(postgres, name)
        .replaceFirst("jdbc:postgresql://", "postgresql://%s:%s@")
        .formatted(postgres.username(), postgres.password());
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
