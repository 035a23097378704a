package dev.changeover.explain.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.explain.proof.Search.Making;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The long search: {@code make proof}, or with {@code -Dhistories=1000000 -Dseed=1}. Prints the
 * figures of docs/verdict-quality.md; a false SAFE is left as a case under {@code
 * target/false-safe}. Its name keeps it out of a normal test run; {@code VerdictQualityTest} is the
 * short form.
 */
class VerdictQuality {
  private static final long HISTORIES = Long.getLong("histories", 1_000_000);
  private static final long SEED = Long.getLong("seed", 1);
  private static final int KEPT = 5;

  @Test
  void no_retry_is_called_safe_that_does_harm() {
    search("RETRY", RetryWorld::of);
  }

  @Test
  void no_rollback_is_called_safe_that_does_harm() {
    search("ROLLBACK", RollbackWorld::of);
  }

  @Test
  void no_next_step_is_called_safe_that_does_harm() {
    search("PROCEED", ProceedWorld::of);
  }

  @Test
  void no_retirement_is_called_safe_that_does_harm() {
    search("RETIRE", RetireWorld::of);
  }

  private static void search(String question, Making making) {
    Instant began = Instant.now();
    Tally tally =
        Search.run(
            making,
            SEED,
            HISTORIES,
            progress -> System.out.println(question + ": " + progress + " histories"));
    System.out.printf(
        "%n%s, seed %d, %s%n%s%n",
        question, SEED, Duration.between(began, Instant.now()), tally.text());
    tally.seeds.forEach((_, seeds) -> keep(question, making, seeds));
    assertThat(tally.falselySafe).as("false SAFE answers").isZero();
    assertThat(tally.usefulness())
        .as("share of what could be known to be safe")
        .isGreaterThan(0.95);
  }

  private static void keep(String question, Making making, List<Long> seeds) {
    for (long seed : seeds.stream().limit(KEPT).toList()) {
      History history = Search.world(making, seed);
      CaseFiles.write(
          Path.of("target", "false-safe", question + "-" + seed),
          history.question(),
          Shrinking.shrink(history));
    }
  }
}
