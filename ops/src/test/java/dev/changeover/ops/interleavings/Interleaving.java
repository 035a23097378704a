package dev.changeover.ops.interleavings;

import java.time.Duration;
import java.util.List;

/**
 * What two writers, one reader and the clocks do. Steps say who goes on, up to the next place where
 * another could come between; what is left after the last step is done by turns.
 *
 * @param name unlike that of any other in the run
 * @param writers for each writer, its transactions in order
 * @param steps in order
 */
record Interleaving(String name, List<List<Transaction>> writers, List<Step> steps) {

  /**
   * Something that is written in one go, and how that ends.
   *
   * @param appends one or more; between two of them others may come
   */
  record Transaction(Door door, List<List<Written>> appends, Ending ending) {
    List<Written> events() {
      return appends.stream().flatMap(List::stream).toList();
    }

    Transaction again() {
      return new Transaction(door, appends, Ending.COMMIT);
    }
  }

  /**
   * One event.
   *
   * @param id unlike that of any other in the run
   * @param ahead how far its time is ahead of the true time; below zero: behind
   */
  record Written(String id, Duration ahead) {}

  /** Which way into the log. Axon's own has one only. */
  enum Door {
    /** Observed facts, as the doors hand them over: group commit. */
    FACTS,
    /** What an aggregate has decided: all of it or nothing. */
    COMMAND
  }

  /** How a transaction ends. */
  enum Ending {
    COMMIT,
    ROLL_BACK,
    /** The writer is gone, as after {@code kill -9}; the server finds its connection closed. */
    CUT,
    /** The server ends the session. */
    END_SESSION,
    /** Committed, but the writer never hears of it and sends again. */
    LOSE_ANSWER
  }

  /** One step of the driver. */
  sealed interface Step {
    /** A writer goes on; nothing happens where it waits for the other one. */
    record GoOn(int writer) implements Step {}

    /** The reader reads all it can get. */
    record Read() implements Step {}

    /** The reader is gone; another one goes on from its token. */
    record ReadAnew() implements Step {}

    /** Time passes. */
    record Elapse(Duration time) implements Step {}
  }
}
