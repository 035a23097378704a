package dev.changeover.ops.interleavings;

import dev.changeover.ops.interleavings.Interleaving.Door;
import dev.changeover.ops.interleavings.Interleaving.Ending;
import dev.changeover.ops.interleavings.Interleaving.Step;
import dev.changeover.ops.interleavings.Interleaving.Transaction;
import dev.changeover.ops.interleavings.Interleaving.Written;
import dev.changeover.ops.interleavings.Subject.Reader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Takes a log through interleavings: one step at a time, no two at once. */
final class Driver implements AutoCloseable {
  /** After this long a writer that has not stopped may be waiting for the other one. */
  private static final Duration LOOK_AFTER = Duration.ofNanos(200_000);

  private final Subject subject;
  private final DrivenClock clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final boolean[] waiting = new boolean[Draw.WRITERS];

  /**
   * What came of an interleaving.
   *
   * @param committed ids in the order of the log
   * @param seen ids in the order in which the reader got them
   */
  record Outcome(List<String> committed, List<String> seen) {}

  Driver(Subject subject, DrivenClock clock) {
    this.subject = subject;
    this.clock = clock;
  }

  /** Takes the log through one. When all have ended one more event is written, and read up to. */
  Outcome drive(Interleaving drawn) {
    clock.begin();
    long head = subject.head();
    try (Reader reader = subject.readFromHere()) {
      run(drawn.writers(), drawn.steps(), reader);
      Written last = new Written(drawn.name() + "-last", Duration.ZERO);
      Transaction end = new Transaction(Door.COMMAND, List.of(List.of(last)), Ending.COMMIT);
      run(List.of(List.of(end), List.of()), List.of(), reader);
      reader.readUpTo(last.id());
      return new Outcome(subject.committedAfter(head), reader.seen());
    }
  }

  private void run(List<List<Transaction>> work, List<Step> steps, Reader reader) {
    List<Future<?>> writers = new ArrayList<>();
    for (int writer = 0; writer < work.size(); writer++) {
      writers.add(begin(writer, work.get(writer)));
    }
    for (Step step : steps) {
      switch (step) {
        case Step.GoOn(int writer) -> goOn(writer);
        case Step.Read() -> reader.read();
        case Step.ReadAnew() -> reader.readAnew();
        case Step.Elapse(Duration time) -> clock.elapse(time);
      }
    }
    while (IntStream.range(0, Draw.WRITERS).anyMatch(writer -> !subject.turns(writer).ended())) {
      IntStream.range(0, Draw.WRITERS).forEach(this::goOn);
    }
    writers.forEach(Driver::get);
  }

  private Future<?> begin(int writer, List<Transaction> transactions) {
    Turns turns = subject.turns(writer);
    turns.begin();
    Future<?> running =
        threads.submit(
            () -> {
              try {
                for (Transaction each : transactions) {
                  turns.pause();
                  subject.write(writer, each);
                }
              } finally {
                turns.end();
              }
            });
    turns.awaitStop();
    return running;
  }

  /** Lets a writer go on up to where it stops, or waits for the other one, or ends. */
  private void goOn(int writer) {
    Turns turns = subject.turns(writer);
    if (turns.ended() || waiting[writer]) {
      return;
    }
    int other = 1 - writer;
    turns.goOn();
    while (!turns.awaitStop(LOOK_AFTER)) {
      if (subject.holdsTheLog(other) && subject.isWriterWaiting()) {
        waiting[writer] = true;
        break;
      }
    }
    if (waiting[other] && !subject.holdsTheLog(writer)) {
      subject.turns(other).awaitStop();
      waiting[other] = false;
    }
  }

  private static void get(Future<?> writer) {
    try {
      writer.get();
    } catch (ExecutionException failed) {
      throw new AssertionError("a writer has failed", failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the writers end", stopped);
    }
  }

  @Override
  public void close() {
    try (subject) {
      threads.close();
    }
  }
}
