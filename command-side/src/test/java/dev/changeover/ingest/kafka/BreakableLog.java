package dev.changeover.ingest.kafka;

import dev.changeover.log.Alongside;
import dev.changeover.log.FactLog;
import dev.changeover.log.LogUnavailable;
import dev.changeover.log.NewFact;
import dev.changeover.log.Receipt;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** The log, until it is told to be otherwise. */
final class BreakableLog implements FactLog {
  private final FactLog real;

  /** Handed over since the beginning, whatever became of them. */
  final AtomicInteger appends = new AtomicInteger();

  volatile Mood mood = Mood.WELL;

  /** While this is not completed, appends wait before they reach the log. */
  volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

  /** The id of a fact that makes an append fail for no known reason; empty: none. */
  volatile String stumblesOver = "";

  enum Mood {
    WELL,
    /** Takes nothing. */
    AWAY,
    /** Takes everything and cannot say so. */
    SILENT
  }

  BreakableLog(FactLog real) {
    this.real = real;
  }

  @Override
  public CompletableFuture<List<Receipt>> append(List<NewFact> facts, Alongside alongside) {
    appends.incrementAndGet();
    if (facts.stream().anyMatch(fact -> fact.id().id().equals(stumblesOver))) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("the log stumbles over " + stumblesOver));
    }
    return gate.thenCompose(
        _ ->
            switch (mood) {
              case WELL -> real.append(facts, alongside);
              case AWAY -> CompletableFuture.failedFuture(away());
              case SILENT -> {
                mood = Mood.WELL;
                yield real.append(facts, alongside)
                    .thenCompose(_ -> CompletableFuture.failedFuture(away()));
              }
            });
  }

  private static LogUnavailable away() {
    return new LogUnavailable("the log is away", Duration.ofMillis(50), null);
  }
}
