package dev.changeover.ingest.otlp;

import dev.changeover.ingest.otlp.span.SpanKey;
import dev.changeover.ingest.otlp.trace.TraceFacts;
import dev.changeover.ingest.otlp.trace.TraceSpan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at what waits: joins what two requests missed of each other, ends what is overdue, names
 * parents that never came, forgets what is old. Every step may be repeated, by any node.
 */
public final class SpanSweep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SpanSweep.class);
  private static final int MOST = 2_000;
  private static final int MOST_FORGOTTEN = 20_000;
  private static final Duration RECENT = Duration.ofSeconds(20);

  private static final Duration FORGET_EVERY = Duration.ofMinutes(1);

  private final SpansDue spans;
  private final SpanIntake intake;
  private final OtlpSettings settings;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("otlp-sweep").factory());

  private long nextForgetting = System.nanoTime();

  SpanSweep(SpansDue spans, SpanIntake intake, OtlpSettings settings) {
    this.spans = spans;
    this.intake = intake;
    this.settings = settings;
  }

  /** Sweeps from now on. */
  public void start() {
    long every = settings.sweepEvery().toMillis();
    var _ = timer.scheduleWithFixedDelay(this::sweepAndReport, every, every, TimeUnit.MILLISECONDS);
  }

  private void sweepAndReport() {
    try {
      sweep();
    } catch (RuntimeException failed) {
      LOG.warn("spans wait until the next sweep: {}", failed.getMessage());
    }
  }

  /** One sweep. */
  void sweep() {
    Set<SpanKey> overdue = spans.overdue(settings.settle(), settings.patience(), MOST);
    Set<SpanKey> due = new TreeSet<>(overdue);
    due.addAll(spans.missed(RECENT, MOST));
    if (!due.isEmpty()) {
      intake.lookAgain(due, overdue);
    }
    checkParents();
    forget();
  }

  /** Not at every sweep, unless there is more to do: nothing depends on it. */
  private void forget() {
    long now = System.nanoTime();
    if (now - nextForgetting >= 0) {
      int forgotten = spans.forget(settings.memory(), MOST_FORGOTTEN);
      nextForgetting = forgotten == MOST_FORGOTTEN ? now : now + FORGET_EVERY.toNanos();
    }
  }

  private void checkParents() {
    Map<Boolean, List<TraceSpan>> byParentCame = spans.parentsDue(settings.patience(), MOST);
    List<TraceSpan> without = byParentCame.getOrDefault(false, List.of());
    intake.append(TraceFacts.ofMissingParents(without));
    spans.gapsTold(without.stream().map(TraceSpan::key).toList());
    spans.parentsCame(
        byParentCame.getOrDefault(true, List.of()).stream().map(TraceSpan::key).toList());
  }

  /** Lets the sweep that runs end, so that it does not lose its database. */
  @Override
  public void close() {
    timer.close();
  }
}
