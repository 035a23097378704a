package dev.changeover.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.ops.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long answers take over GraphQL, from the request to the last byte: an action with state,
 * explanation and verdict; a rollback with many actions in flight and 50 components; the triage of
 * failed actions. Measured at a tenth of the actions and at all of them, so that the growth shows.
 * {@code -Dbench.actions}, {@code -Dbench.failed}.
 */
@EnabledIfSystemProperty(named = "bench", matches = ".*")
class AnswersBench {
  private static final int ACTIONS = Integer.getInteger("bench.actions", 100_000);
  private static final int FAILED = Integer.getInteger("bench.failed", 5_000);
  private static final int COMPONENTS = 50;

  private static final String ACTION =
      """
      query($id: String!) {action(type: "order", id: $id, environment: "bench") {
        state since explanation {summary happened {text} doubts {text}}
        retry {answer summary findings {message rule {id}}}}}""";
  private static final String ROLLBACK =
      """
      {release(environment: "bench", id: "r1") {
        rollback {answer summary findings {message rule {id}}}}}""";
  private static final String TRIAGE =
      """
      {environment(name: "bench") {retryTriage(where: {type: "payout"}, limit: 5000) {
        judged safe {count} needsLookup {count} wait {count} never {count}}}}""";

  @Test
  void answers_at_a_tenth_and_at_all(@TempDir Path directory) throws IOException {
    Path data = Files.createDirectory(directory.resolve("server"));
    try (EmbeddedPostgres postgres =
            EmbeddedPostgres.start(directory.resolve("postgres"), AnswersBench::say);
        ServerProcess server = ServerProcess.start(addressOf(postgres), data);
        var asking = new BenchCaller(server)) {
      var fleet = new BenchFleet(asking, COMPONENTS);
      fleet.plan();
      fleet.report();
      fleet.fail(FAILED);
      int begun = 0;
      for (int target : new int[] {ACTIONS / 10, ACTIONS}) {
        fleet.begin(begun, target);
        begun = target;
        asking.awaitVisible();
        fleet.report();
        asking.awaitVisible();
        measure(asking, target);
      }
    }
  }

  private static void measure(BenchCaller asking, int actions) {
    var random = new Random(1);
    say("%,d actions in flight, times in ms".formatted(actions));
    times("action", 2_000, () -> asking.ask(ACTION, String.valueOf(random.nextInt(actions))));
    times("rollback", 100, () -> asking.ask(ROLLBACK, ""));
    times("triage of " + FAILED, 20, () -> asking.ask(TRIAGE, ""));
  }

  private static void times(String what, int count, Runnable asking) {
    for (int i = 0; i < count / 2; i++) {
      asking.run();
    }
    var times = new Histogram(3);
    for (int i = 0; i < count; i++) {
      long begin = System.nanoTime();
      asking.run();
      times.recordValue(System.nanoTime() - begin);
    }
    assertThat(times.getTotalCount()).isEqualTo(count);
    say(
        "  %-16s p50 %8.2f  p99 %8.2f"
            .formatted(
                what, times.getValueAtPercentile(50) / 1e6, times.getValueAtPercentile(99) / 1e6));
  }

  private static String addressOf(EmbeddedPostgres postgres) {
    return postgres
        .jdbcUrl()
        .replaceFirst("jdbc:postgresql://", "postgresql://%s:%s@")
        .formatted(postgres.username(), postgres.password());
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
