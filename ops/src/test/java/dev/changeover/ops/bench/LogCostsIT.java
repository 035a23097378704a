package dev.changeover.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.ops.bench.Turns.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The short form of {@link LogBench}. It guards what PostgreSQL has to work for an event that comes
 * with others, which a busy machine and a JVM that has just been started hardly change. Rates need
 * a quiet machine and minutes to warm up, and so does the work for single events: the slower they
 * come in, the fewer share a commit.
 */
@EnabledOnOs(OS.LINUX) // CPU time comes from /proc
class LogCostsIT {
  private static final int ROUNDS = 3;

  @Test
  void postgresql_works_less_for_an_event_than_under_stock_axon(@TempDir Path directory)
      throws IOException {
    try (BenchPostgres postgres = BenchPostgres.start(directory.resolve("postgres"), _ -> {})) {
      BenchPostgres.Database own = postgres.create("costs_own");
      Path data = Files.createDirectory(directory.resolve("server"));
      try (OwnServer server = OwnServer.start(own, data, "--roles=command,query")) {
        var turns = new Turns(postgres, own, System.out::println);
        turns.run(
            List.of(
                new Yardstick(postgres.create("costs_yardstick"), 20),
                StockAppend.singles(StockLog.in(postgres.create("costs_stock").pool()), 1_500),
                OwnIngest.otlp(OwnIngest.OTLP, server, false, new OtlpLoad(), 6)),
            1,
            ROUNDS);
        double stock = work(turns, StockAppend.SINGLES);
        assertThat(stock / work(turns, OwnIngest.OTLP))
            .as("times less work for an event of a span than for one in stock Axon")
            .isGreaterThan(1.5);
        assertThat(work(turns, OwnIngest.OTLP) / work(turns, Yardstick.NAME))
            .as("times the work of a row that is only copied")
            .isLessThan(10);
      }
    }
  }

  /** The least of the rounds, CPU µs of PostgreSQL for an event; at least what a tick can tell. */
  private static double work(Turns turns, String name) {
    return turns.of(name).turns().stream()
        .mapToDouble(Turn::postgresMicros)
        .filter(micros -> micros > 0)
        .min()
        .orElseThrow();
  }
}
