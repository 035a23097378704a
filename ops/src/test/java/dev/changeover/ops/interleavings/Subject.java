package dev.changeover.ops.interleavings;

import dev.changeover.ops.interleavings.Interleaving.Transaction;
import java.util.List;

/** A log with two writers, each on a node of its own, and a reader on a third. */
interface Subject extends AutoCloseable {
  /** Where the driver meets a writer. */
  Turns turns(int writer);

  /**
   * Writes a transaction and returns, however it ends; stops wherever the other writer or the
   * reader could come between.
   *
   * @throws AssertionError where it ends in another way than was drawn
   */
  void write(int writer, Transaction transaction);

  /** Whether a writer, which stands still, holds what the other one needs to append. */
  boolean holdsTheLog(int writer);

  /** Whether a writer waits for what the other one holds. */
  boolean isWriterWaiting();

  /** The place of the last event, while nobody writes. */
  long head();

  /** Ids of the events behind a place, as SQL finds them, in the order of the log. */
  List<String> committedAfter(long place);

  /** A reader that begins behind the last event there is, while nobody writes. */
  Reader readFromHere();

  @Override
  void close();

  /** Reads on from its token, as a projection does. */
  interface Reader extends AutoCloseable {
    /** Reads all it can get now. */
    void read();

    /** Is replaced by another reader that has its token. */
    void readAnew();

    /** Reads all there is, up to this event, which is the last one; nobody writes any more. */
    void readUpTo(String id);

    /** Ids in the order they came. */
    List<String> seen();

    @Override
    void close();
  }
}
