package dev.changeover.ops.server;

import dev.changeover.log.Alongside;
import dev.changeover.log.FactLog;
import dev.changeover.log.NewFact;
import dev.changeover.log.Receipt;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Measures what goes into the log. {@code changeover.facts} counts facts by {@code outcome}
 * (appended, duplicate, conflict, failed); {@code changeover.log.append.duration} is the time from
 * handing facts over to the answer after their commit, in seconds.
 */
final class MeteredFactLog implements FactLog {
  private static final List<Double> SECONDS =
      List.of(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0);
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("outcome");
  private static final Attributes APPENDED = Attributes.of(OUTCOME, "appended");
  private static final Attributes DUPLICATE = Attributes.of(OUTCOME, "duplicate");
  private static final Attributes CONFLICT = Attributes.of(OUTCOME, "conflict");
  private static final Attributes FAILED = Attributes.of(OUTCOME, "failed");

  private final FactLog log;
  private final LongCounter facts;
  private final DoubleHistogram duration;

  MeteredFactLog(FactLog log, Meter meter) {
    this.log = log;
    this.facts =
        meter
            .counterBuilder("changeover.facts")
            .setDescription("Facts handed to the log, by what became of them")
            .build();
    this.duration =
        meter
            .histogramBuilder("changeover.log.append.duration")
            .setDescription("From handing facts over to the answer after their commit")
            .setUnit("s")
            .setExplicitBucketBoundariesAdvice(SECONDS)
            .build();
  }

  @Override
  public CompletableFuture<List<Receipt>> append(List<NewFact> added, Alongside alongside) {
    long begin = System.nanoTime();
    return log.append(added, alongside)
        .whenComplete((receipts, failure) -> record(added.size(), receipts, begin));
  }

  private void record(int size, @Nullable List<Receipt> receipts, long begin) {
    duration.record((System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1));
    if (receipts == null) {
      facts.add(size, FAILED);
      return;
    }
    count(receipts, Receipt.Appended.class, APPENDED);
    count(receipts, Receipt.Duplicate.class, DUPLICATE);
    count(receipts, Receipt.Conflict.class, CONFLICT);
  }

  private void count(List<Receipt> receipts, Class<? extends Receipt> outcome, Attributes told) {
    long count = receipts.stream().filter(outcome::isInstance).count();
    if (count > 0) {
      facts.add(count, told);
    }
  }
}
