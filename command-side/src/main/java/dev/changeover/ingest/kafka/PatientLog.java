package dev.changeover.ingest.kafka;

import dev.changeover.log.Beside;
import dev.changeover.log.FactLog;
import dev.changeover.log.LogUnavailable;
import dev.changeover.log.NewFact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Appends and waits for the commit. */
record PatientLog(FactLog log) {
  private static final Duration LONGEST_APPEND = Duration.ofSeconds(30);

  /**
   * Appends.
   *
   * @throws LogUnavailable also where no commit was heard of in time
   */
  void append(List<NewFact> facts, Beside beside) {
    List<NewFact> all = new ArrayList<>(facts);
    all.addAll(beside.facts());
    try {
      log.append(List.copyOf(all), beside.alongside())
          .orTimeout(LONGEST_APPEND.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    } catch (CompletionException failed) {
      throw switch (failed.getCause()) {
        case RuntimeException known -> known;
        case TimeoutException late ->
            new LogUnavailable(
                "no commit within %d s; whether there was one is asked for"
                    .formatted(LONGEST_APPEND.toSeconds()),
                Duration.ofSeconds(1),
                late);
        case null, default -> failed;
      };
    }
  }
}
