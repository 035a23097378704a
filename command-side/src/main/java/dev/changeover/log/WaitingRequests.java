package dev.changeover.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Requests on their way to the appender, in order of arrival; bounded by facts and by bytes. Of
 * heartbeats half as much may wait: they make room for evidence first.
 */
final class WaitingRequests {
  private final LogLimits limits;
  private final Queue<Request> requests = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int facts;
  private long bytes;
  private boolean closed;

  WaitingRequests(LogLimits limits) {
    this.limits = limits;
  }

  /**
   * Puts a request at the end. A request that is larger than the limits is taken when nothing else
   * waits; it could never be taken otherwise.
   *
   * @throws LogUnavailable where too much waits, or the log is being closed; nothing was taken
   */
  void add(Request request) {
    lock.lock();
    try {
      if (closed) {
        throw new LogUnavailable("the log is being closed", limits.retryAfter(), null);
      }
      int sumOfFacts = facts + request.rows().size();
      long sumOfBytes = bytes + request.bytes();
      int share = request.isOfHeartbeats() ? 2 : 1;
      if (!requests.isEmpty()
          && (sumOfFacts > limits.waitingFacts() / share
              || sumOfBytes > limits.waitingBytes() / share)) {
        throw new LogUnavailable(
            "%,d facts (%,d bytes) wait to be written; send again in %d s"
                .formatted(facts, bytes, limits.retryAfter().toSeconds()),
            limits.retryAfter(),
            null);
      }
      requests.add(request);
      facts = sumOfFacts;
      bytes = sumOfBytes;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** What goes into the next commit; waits for the first request. Empty: closed, nothing left. */
  List<Request> take() {
    lock.lock();
    try {
      while (requests.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      List<Request> batch = new ArrayList<>();
      int batchFacts = 0;
      long batchBytes = 0;
      Request next = requests.peek();
      while (next != null
          && (batch.isEmpty()
              || (batchFacts + next.rows().size() <= limits.batchFacts()
                  && batchBytes + next.bytes() <= limits.batchBytes()))) {
        batch.add(requests.remove());
        batchFacts += next.rows().size();
        batchBytes += next.bytes();
        next = requests.peek();
      }
      facts -= batchFacts;
      bytes -= batchBytes;
      return batch;
    } finally {
      lock.unlock();
    }
  }

  int facts() {
    lock.lock();
    try {
      return facts;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }
}
