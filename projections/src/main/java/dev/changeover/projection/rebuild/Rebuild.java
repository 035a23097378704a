package dev.changeover.projection.rebuild;

import dev.changeover.projection.Progress;
import dev.changeover.projection.Projector;
import dev.changeover.projection.Tables;
import dev.changeover.projection.UnfoldedRows;
import dev.changeover.projection.processor.ProcessorWiring;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One rebuild of a read model. The live rows are read and kept meanwhile, and it never gets ahead
 * of them; where it cannot be brought to its end they stay. See ADR 013.
 */
public final class Rebuild implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(Rebuild.class);

  /** So many positions behind, the live rows can be held still until they are folded. */
  private static final long NEAR = 1_000;

  private static final int MOST_TRIES = 1_000;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

  private final Projector live;
  private final Projector next;
  private final DataSource database;
  private final TransactionTemplate snapshot;
  private final Progress progress;
  private final TablesBeside beside;
  private final FoldBeside fold;
  private volatile Stage stage = Stage.FOLDING;

  private Rebuild(Projector live, ProcessorWiring wiring, TablesBeside beside) {
    this.live = live;
    this.beside = beside;
    this.next = live.into(beside.tables());
    this.database = wiring.tables();
    this.snapshot = new TransactionTemplate(wiring.database());
    this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.snapshot.setReadOnly(true);
    this.progress = new Progress(database, live.name());
    this.fold = new FoldBeside(next, wiring.into(beside.tables(), beside.letters()));
  }

  /**
   * Makes room for the new rows; {@link #run()} fills them.
   *
   * @param live projector of the rows that everybody reads
   * @throws RebuildRefused where this read model is being rebuilt, here or on another node
   */
  public static Rebuild begin(Projector live, ProcessorWiring wiring) {
    try {
      TablesBeside beside = TablesBeside.of(wiring.tables(), live);
      try {
        beside.create();
        return new Rebuild(live, wiring, beside);
      } catch (RuntimeException failed) {
        beside.close();
        throw failed;
      }
    } catch (SQLException failed) {
      throw unreachable(live, failed);
    }
  }

  /**
   * Drops what a rebuild left that did not come to its end; nothing where one is at work.
   *
   * @return whether there is none at work
   */
  public static boolean clean(Projector live, ProcessorWiring wiring) {
    try (TablesBeside _ = TablesBeside.of(wiring.tables(), live)) {
      return true;
    } catch (RebuildRefused atWork) {
      return false;
    } catch (SQLException failed) {
      throw unreachable(live, failed);
    }
  }

  public Stage stage() {
    return stage;
  }

  /** The last position that is folded into the new rows; -1: none. */
  public long position() {
    return fold.position();
  }

  /** The position up to which it has to come: that of the live rows. */
  public long target() {
    return progress.position();
  }

  /**
   * Folds, compares and switches.
   *
   * @throws RebuildRefused where that cannot be; the live rows are as they were
   * @throws InterruptedException likewise, where the thread is interrupted
   */
  public Rebuilt run() throws InterruptedException {
    try {
      if (target() < 0) {
        stage = Stage.SWITCHED;
        return new Rebuilt(-1, live.digest(), next.digest(), 0, 0);
      }
      catchUp();
      stage = Stage.COMPARING;
      beside.analyze();
      Rebuilt rebuilt = compare();
      stage = Stage.SWITCHING;
      switchOver();
      stage = Stage.SWITCHED;
      return rebuilt;
    } catch (SQLException failed) {
      throw unreachable(live, failed);
    }
  }

  /** Holds the live rows still, and comes to where they are. */
  private Hold hold() throws InterruptedException, SQLException {
    Hold hold = Hold.of(database, live.name());
    try {
      fold.upTo(hold.position());
      if (fold.position() != hold.position()) {
        throw new RebuildRefused(
            "the live rows of read model %s have been emptied while they were rebuilt: they stand at position %d, the rebuilt ones at %d"
                .formatted(live.name(), hold.position(), fold.position()));
      }
      return hold;
    } catch (InterruptedException | RuntimeException failed) {
      hold.close();
      throw failed;
    }
  }

  private void catchUp() throws InterruptedException {
    for (long to = target(); to - fold.position() > NEAR; to = target()) {
      fold.upTo(to);
    }
  }

  /** Holds the live rows still until a snapshot has both at the same position, and no longer. */
  private Rebuilt compare() throws InterruptedException, SQLException {
    catchUp();
    try (Hold hold = hold()) {
      return snapshot.execute(_ -> compared(hold));
    }
  }

  private Rebuilt compared(Hold hold) {
    long position = progress.position();
    release(hold);
    return new Rebuilt(
        position,
        live.digest(),
        next.digest(),
        new UnfoldedRows(database, Tables.LIVE, live.name()).count(),
        new UnfoldedRows(database, beside.tables(), live.name()).count());
  }

  private void release(Hold hold) {
    try {
      hold.close();
    } catch (SQLException failed) {
      throw unreachable(live, failed);
    }
  }

  private void switchOver() throws InterruptedException, SQLException {
    for (int tries = 1; !switched(); tries++) {
      if (tries == MOST_TRIES) {
        throw new RebuildRefused(
            "the rows of read model %s could not be switched: a transaction that reads them does not end; see pg_stat_activity"
                .formatted(live.name()));
      }
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  private boolean switched() throws InterruptedException, SQLException {
    catchUp();
    try (Hold hold = hold()) {
      beside.replaceLive(hold);
      hold.commit();
      return true;
    } catch (DataAccessException failed) {
      if (Waits.isOver(failed)) {
        LOGGER.debug("read model {} is being read; the switch waits", live.name(), failed);
        return false;
      }
      throw failed;
    }
  }

  private static IllegalStateException unreachable(Projector of, SQLException failed) {
    return new IllegalStateException(
        "the rebuild of read model %s lost the database; begin anew".formatted(of.name()), failed);
  }

  /** Drops what it left. */
  @Override
  public void close() {
    fold.close();
    try {
      beside.close();
    } catch (SQLException failed) {
      throw unreachable(live, failed);
    }
  }
}
