package dev.changeover.explain.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Runs many worlds from seeds, on all processors, and counts. */
final class Search {
  /** Every how many worlds one is told completely. */
  private static final int COMPLETE_IN = 5;

  private static final int AT_A_TIME = 2_000;

  /** Makes the world of a seed. */
  interface Making {
    History world(long seed, boolean complete);
  }

  private Search() {}

  /** The world of a seed, as {@link #run} makes it. */
  static History world(Making making, long seed) {
    return making.world(seed, Math.floorMod(seed, COMPLETE_IN) == 0);
  }

  static Tally run(Making making, long seed, long histories, Consumer<String> progress) {
    Tally total = new Tally();
    AtomicLong next = new AtomicLong();
    List<Future<Tally>> parts = new ArrayList<>();
    int processors = Runtime.getRuntime().availableProcessors();
    try (ExecutorService threads = Executors.newFixedThreadPool(processors)) {
      for (int i = 0; i < processors; i++) {
        parts.add(threads.submit(() -> part(making, seed, histories, next, progress)));
      }
      for (Future<Tally> part : parts) {
        total.add(part.get());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the search was stopped", stopped);
    } catch (ExecutionException fault) {
      throw new IllegalStateException("a world could not be judged", fault.getCause());
    }
    return total;
  }

  private static Tally part(
      Making making, long seed, long histories, AtomicLong next, Consumer<String> progress) {
    Tally tally = new Tally();
    for (long from = next.getAndAdd(AT_A_TIME);
        from < histories;
        from = next.getAndAdd(AT_A_TIME)) {
      for (long i = from; i < Math.min(histories, from + AT_A_TIME); i++) {
        long own = seed * 10_000_000_000L + i;
        History history = world(making, own);
        tally.count(own, history, history.verdict());
      }
      if (from % (AT_A_TIME * 25) == 0) {
        progress.accept("%,d of %,d".formatted(from, histories));
      }
    }
    return tally;
  }
}
