package dev.changeover.projection.rebuild;

import dev.changeover.projection.Progress;
import dev.changeover.projection.Projector;
import dev.changeover.projection.processor.BatchFold;
import dev.changeover.projection.processor.ProcessorWiring;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.transaction.support.TransactionTemplate;

/** Folds the log from its beginning, a batch in each transaction, no further than it is told to. */
final class FoldBeside implements AutoCloseable {
  private static final int BATCH = 2_000;
  private static final int PATIENCE_SECONDS = 10;

  private final BlockingStream<TrackedEventMessage<?>> log;
  private final BatchFold fold;
  private final Progress progress;
  private final TransactionTemplate transaction;
  private volatile long position = -1;

  /**
   * @param projector of tables that are empty
   * @param wiring for the same tables
   */
  FoldBeside(Projector projector, ProcessorWiring wiring) {
    this.log = wiring.source().openStream(null);
    this.fold = new BatchFold(projector, wiring);
    this.progress = new Progress(wiring.tables(), wiring.kept(), projector.name());
    this.transaction = new TransactionTemplate(wiring.database());
  }

  /** The last position that is folded in; -1: none. */
  long position() {
    return position;
  }

  /**
   * Goes on to a position that is in the log.
   *
   * @throws RebuildRefused where somebody else has changed the tables
   */
  void upTo(long wanted) throws InterruptedException {
    while (position < wanted) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      List<TrackedEventMessage<?>> batch = batch(wanted);
      transaction.executeWithoutResult(_ -> foldIn(batch));
      position = at(batch.getLast());
    }
  }

  private void foldIn(List<TrackedEventMessage<?>> batch) {
    long before = progress.position();
    if (before != position) {
      throw new RebuildRefused(
          "the rows that are being rebuilt stand at position %d instead of %d; begin anew"
              .formatted(before, position));
    }
    fold.project(batch);
  }

  private List<TrackedEventMessage<?>> batch(long wanted) throws InterruptedException {
    List<TrackedEventMessage<?>> batch = new ArrayList<>();
    do {
      if (!log.hasNextAvailable(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new RebuildRefused(
            "the log ends after position %d, but the live rows are of position %d"
                .formatted(batch.isEmpty() ? position : at(batch.getLast()), wanted));
      }
      batch.add(log.nextAvailable());
    } while (batch.size() < BATCH && at(batch.getLast()) < wanted);
    return batch;
  }

  private static long at(TrackedEventMessage<?> message) {
    return message.trackingToken().position().orElseThrow();
  }

  @Override
  public void close() {
    log.close();
  }
}
