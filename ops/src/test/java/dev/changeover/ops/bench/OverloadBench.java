package dev.changeover.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Offers three times what the server takes, on a small heap: what it says that it took is there,
 * once, and the rest is turned away with the word when to come back. {@code -Dbench.minutes}.
 */
@EnabledIfSystemProperty(named = "bench", matches = ".*")
class OverloadBench {
  private static final Duration LENGTH = Duration.ofMinutes(Integer.getInteger("bench.minutes", 1));
  private static final int TIMES = 3;
  private static final String HEAP = "-Xmx384m";

  @Test
  void three_times_its_capacity_is_offered(@TempDir Path directory) throws Exception {
    try (BenchPostgres postgres =
            BenchPostgres.start(directory.resolve("postgres"), OverloadBench::say);
        OwnServer server =
            OwnServer.start(postgres.create("bench_overload"), directory, List.of(HEAP))) {
      int capacity = capacity(server);
      say("takes %,d events/s, 100 a request, 16 callers".formatted(capacity));
      long before = server.events();
      try (Overload overload = new Overload(server)) {
        overload.run(capacity * TIMES, LENGTH);
        long after = server.events();
        say(
            "offered %,d events/s for %s on a heap of %s: %,d events/s taken; p50 %.0f ms, p99 %.0f ms; %d MiB held"
                .formatted(
                    capacity * TIMES,
                    LENGTH,
                    HEAP.substring("-Xmx".length()),
                    (after - before) / LENGTH.toSeconds(),
                    overload.acceptedMillis(50),
                    overload.acceptedMillis(99),
                    CpuTime.residentMebibytes(server.pid())));
        overload
            .answers()
            .forEach((answer, count) -> say("  %s: %,d".formatted(answer, count.get())));
        server.awaitFolded();
        say("all of it is folded");
        assertThat(after - before).as("events in the log").isEqualTo(overload.acknowledged());
        assertThat(overload.answers().keySet())
            .allMatch(
                answer ->
                    answer.equals("202")
                        || answer.startsWith("not sent")
                        || answer.endsWith("with Retry-After"));
      }
    }
  }

  /** Of requests that come one after the other, until the last is answered. */
  private static int capacity(OwnServer server) throws IOException {
    OwnIngest load = OwnIngest.events("load", server, false, new EventsLoad("/capacity"), 200);
    load.prepare();
    load.run();
    load.prepare();
    long begin = System.nanoTime();
    long events = load.run();
    return (int) (events * 1e9 / (System.nanoTime() - begin));
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
