package dev.changeover.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.ops.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long answers take over GraphQL, from the request to the last byte, at several sizes of the
 * log: an action with state, explanation and verdict, at rest and with ingest at half of what the
 * server took while it was loaded; a rollback with many actions in flight and 50 components; the
 * triage of failed actions; the first and the last page of the timeline. All in turns with a
 * question that reads nothing, which is what HTTP, access and GraphQL take of each. {@code
 * -Dbench.events=100000,1000000}, {@code -Dbench.actions}, {@code -Dbench.failed}.
 */
@EnabledIfSystemProperty(named = "bench", matches = ".*")
class AnswersBench {
  private static final int[] EVENTS =
      Arrays.stream(System.getProperty("bench.events", "100000,1000000").split(","))
          .mapToInt(Integer::parseInt)
          .toArray();
  private static final int ACTIONS = Integer.getInteger("bench.actions", 100_000);
  private static final int FAILED = Integer.getInteger("bench.failed", 5_000);
  private static final int COMPONENTS = 50;

  private static final String NOTHING = "{__typename}";
  private static final String ACTION =
      """
      query($id: String!) {action(type: "order", id: $id, environment: "bench") {
        state since explanation {summary happened {text} doubts {text}}
        retry {answer summary findings {message rule {id}}}}}\
      """;
  private static final String ROLLBACK =
      """
      {release(environment: "bench", id: "r1") {
        rollback {answer summary findings {message rule {id}}}}}\
      """;
  private static final String ROLLBACK_SHORT =
      """
      {release(environment: "bench", id: "r1") {rollback {answer summary}}}\
      """;
  private static final String TRIAGE =
      """
      {environment(name: "bench") {retryTriage(where: {type: "payout"}, limit: 5000) {
        judged safe {count} needsLookup {count} wait {count} never {count}}}}\
      """;
  private static final String PAGE =
      """
      query($from: DateTime, $after: String) {
        timeline(of: {environment: "bench"}, from: $from, first: 100, after: $after) {
          nodes {position kind text} pageInfo {hasNextPage endCursor}}}\
      """;

  @Test
  void answers_at_each_size(@TempDir Path directory) throws IOException {
    Path data = Files.createDirectory(directory.resolve("server"));
    try (EmbeddedPostgres postgres =
            EmbeddedPostgres.start(directory.resolve("postgres"), AnswersBench::say);
        ServerProcess server = ServerProcess.start(addressOf(postgres), data);
        var sending = new BenchCaller(server);
        var asking = new BenchCaller(server)) {
      var fleet = new BenchFleet(sending, "load", COMPONENTS);
      fleet.plan();
      fleet.report();
      fleet.fail(FAILED);
      int begun = 0;
      int completed = 0;
      for (int i = 0; i < EVENTS.length; i++) {
        int actions = i + 1 < EVENTS.length ? Math.min(ACTIONS, EVENTS[i] / 4) : ACTIONS;
        long start = System.nanoTime();
        fleet.begin(begun, actions);
        int upTo = Math.max(completed, (EVENTS[i] - 2 * actions - 3 * FAILED) / 4);
        fleet.complete(completed, upTo);
        asking.awaitVisible();
        int events = 2 * (actions - begun) + 4 * (upTo - completed);
        int perSecond = (int) (events / ((System.nanoTime() - start) / 1e9));
        begun = actions;
        completed = upTo;
        say(
            "%,d events, %,d actions in flight; taken in and visible at %,d events/s; times in ms"
                .formatted(EVENTS[i], actions, perSecond));
        fleet.report();
        asking.awaitVisible();
        atRest(asking, actions);
        fleet.report();
        completed = underIngest(asking, fleet, perSecond / 2, actions, completed);
        asking.awaitVisible();
      }
    }
  }

  private static void atRest(BenchCaller asking, int actions) {
    String last = beforeLastPage(asking);
    AnswerTimes times =
        new AnswerTimes()
            .with("nothing (yardstick)", 500, () -> asking.ask(NOTHING, Map.of()))
            .with("action", 500, action(asking, actions))
            .with("rollback", 60, () -> asking.ask(ROLLBACK, Map.of()))
            .with("rollback, without findings", 60, () -> asking.ask(ROLLBACK_SHORT, Map.of()))
            .with("triage of " + FAILED, 6, () -> asking.ask(TRIAGE, Map.of()))
            .with("timeline, first page", 200, () -> asking.ask(PAGE, Map.of()))
            .with("timeline, last page", 200, () -> asking.ask(PAGE, Map.of("after", last)))
            .run();
    times.lines().forEach(AnswersBench::say);
    say(
        "  timeline, last page / first page: p50 %.2f"
            .formatted(
                times.millis("timeline, last page", 50)
                    / times.millis("timeline, first page", 50)));
  }

  private static int underIngest(
      BenchCaller asking, BenchFleet fleet, int perSecond, int actions, int completed) {
    try (SteadyIngest ingest = SteadyIngest.start(fleet, perSecond, completed)) {
      new AnswerTimes()
          .with(
              "nothing, at %,d events/s".formatted(perSecond),
              1_000,
              () -> asking.ask(NOTHING, Map.of()))
          .with("action, at %,d events/s".formatted(perSecond), 1_000, action(asking, actions))
          .run()
          .lines()
          .forEach(AnswersBench::say);
      return ingest.next() + perSecond;
    }
  }

  private static Runnable action(BenchCaller asking, int actions) {
    var random = new Random(1);
    return () -> asking.ask(ACTION, Map.of("id", String.valueOf(random.nextInt(actions))));
  }

  /** The end of the page before the last one, found by the time of the latest entries. */
  private static String beforeLastPage(BenchCaller asking) {
    var page = asking.ask(PAGE, Map.of()).path("timeline");
    Instant from = Instant.now();
    String before = "";
    for (int back = 1; before.isEmpty(); back *= 2) {
      page =
          asking
              .ask(PAGE, Map.of("from", from.minusMillis(50L * back).toString()))
              .path("timeline");
      before = page.path("nodes").size() == 100 ? page.at("/pageInfo/endCursor").asString() : "";
    }
    while (page.at("/pageInfo/hasNextPage").asBoolean()) {
      before = page.at("/pageInfo/endCursor").asString();
      page = asking.ask(PAGE, Map.of("after", before)).path("timeline");
    }
    assertThat(page.path("nodes").size()).isPositive();
    return before;
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
