package dev.changeover.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The facts that were read last, so that read models that stand close together read and decode the
 * log once. Whoever is far behind reads for itself. Safe for several threads; while one reads from
 * the database those that want the same wait for it, a second at most.
 */
final class RecentFacts {
  private static final int MOST = 4_000;
  private static final long MOST_BYTES = 8L << 20;
  private static final long NOT_WHOLE = -1;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final LedgerReader reader;
  private final LedgerSignal signal;
  private final int most;
  private final ReentrantLock sharing = new ReentrantLock();
  private final Deque<LedgerMessage> recent = new ArrayDeque<>();
  private long bytes;

  /** They reach to the end of the log as it was when the signal had been raised this often. */
  private long wholeAtSignal = NOT_WHOLE;

  RecentFacts(LedgerReader reader, LedgerSignal signal) {
    this(reader, signal, MOST);
  }

  /**
   * Keeps few.
   *
   * @param most at most this many
   */
  RecentFacts(LedgerReader reader, LedgerSignal signal, int most) {
    this.reader = reader;
    this.signal = signal;
    this.most = most;
  }

  /**
   * Facts in the order of their positions.
   *
   * @param signal how often the signal had been raised before they were read
   * @param moreExpected whether there may be more that were committed by then
   */
  record Page(List<LedgerMessage> facts, long signal, boolean moreExpected) {}

  /**
   * The facts after a position; fewer than wanted, even none, does not mean that there are no more.
   *
   * @throws LogUnreadable as {@link LedgerReader#after}
   */
  Page after(long position, int limit) {
    if (mayShare()) {
      try {
        if (recent.isEmpty() || position >= recent.getFirst().position() - 1) {
          return afterRecent(position, limit);
        }
      } finally {
        sharing.unlock();
      }
    }
    return read(position, limit);
  }

  /** Not while another's read takes long: its connection may be dead, and ours need not be. */
  private boolean mayShare() {
    try {
      return sharing.tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Page afterRecent(long position, int limit) {
    if (recent.isEmpty() || position > recent.getLast().position()) {
      Page page = read(position, limit);
      recent.clear();
      bytes = 0;
      keep(page);
      return page;
    }
    if (position < recent.getLast().position()) {
      return remembered(position, limit);
    }
    if (wholeAtSignal == signal.count()) {
      return new Page(List.of(), wholeAtSignal, false);
    }
    Page page = read(position, limit);
    keep(page);
    return page;
  }

  private Page remembered(long position, int limit) {
    List<LedgerMessage> facts = new ArrayList<>();
    for (Iterator<LedgerMessage> newest = recent.descendingIterator(); newest.hasNext(); ) {
      LedgerMessage each = newest.next();
      if (each.position() == position) {
        break;
      }
      facts.add(each);
    }
    Collections.reverse(facts);
    return facts.size() > limit
        ? new Page(facts.subList(0, limit), wholeAtSignal, true)
        : new Page(facts, wholeAtSignal, wholeAtSignal == NOT_WHOLE);
  }

  private Page read(long position, int limit) {
    long signals = signal.count(); // before reading: a commit after it is seen next time
    List<LedgerMessage> facts = new ArrayList<>();
    reader.after(position, limit).forEach(fact -> facts.add(new LedgerMessage(fact)));
    return new Page(facts, signals, facts.size() == limit);
  }

  /** Adds what comes next after what is there. */
  private void keep(Page page) {
    wholeAtSignal = page.moreExpected() ? NOT_WHOLE : page.signal();
    for (LedgerMessage each : page.facts()) {
      recent.add(each);
      bytes += each.size();
    }
    while (recent.size() > most || bytes > MOST_BYTES) {
      bytes -= recent.remove().size();
    }
  }
}
