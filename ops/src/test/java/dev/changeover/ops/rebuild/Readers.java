package dev.changeover.ops.rebuild;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** Ask the same questions again and again until they are ended. */
final class Readers implements AutoCloseable {
  private final Caller caller;
  private final List<Question> questions;
  private final List<Thread> threads;
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final Queue<Long> micros = new ConcurrentLinkedQueue<>();
  private final CountDownLatch begun;
  private volatile boolean ended;
  private volatile long behind;

  Readers(Caller caller, List<Question> questions, int count) {
    this.caller = caller;
    this.questions = questions;
    this.begun = new CountDownLatch(count);
    this.threads =
        IntStream.range(0, count)
            .mapToObj(first -> Thread.ofVirtual().start(() -> ask(first)))
            .toList();
  }

  /** Waits until each has asked once. */
  void awaitBegun() throws InterruptedException {
    begun.await();
  }

  /** What was wrong, in the order in which it was seen. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  int answers() {
    return micros.size();
  }

  /** Answers that said that a read model is behind the log. */
  long behind() {
    return behind;
  }

  /** Of those until now. */
  String times() {
    List<Long> sorted = new ArrayList<>(micros);
    Collections.sort(sorted);
    return sorted.isEmpty()
        ? "no answers"
        : "p50 %.1f ms, p99 %.1f ms, max %.1f ms"
            .formatted(
                sorted.get(sorted.size() / 2) / 1e3,
                sorted.get(sorted.size() * 99 / 100) / 1e3,
                sorted.getLast() / 1e3);
  }

  private void ask(int first) {
    for (int turn = first; !ended; turn++) {
      Question question = questions.get(turn % questions.size());
      long began = System.nanoTime();
      try {
        HttpResponse<String> answer = caller.ask(question.document());
        micros.add((System.nanoTime() - began) / 1_000);
        question.fault(answer).ifPresent(faults::add);
        note(answer.body());
      } catch (IOException | RuntimeException failed) {
        faults.add(failed.toString());
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return;
      } finally {
        begun.countDown();
      }
    }
  }

  private synchronized void note(String answer) {
    if (answer.contains(" behind position") || answer.contains("read model environment")) {
      behind++;
    }
  }

  /** Waits for the answers that are under way. */
  void end() {
    ended = true;
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while answers are under way", stopped);
    }
  }

  @Override
  public void close() {
    end();
  }
}
