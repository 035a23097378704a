package dev.changeover.ops.interleavings;

import dev.changeover.ops.interleavings.Interleaving.Door;
import dev.changeover.ops.interleavings.Interleaving.Ending;
import dev.changeover.ops.interleavings.Interleaving.Step;
import dev.changeover.ops.interleavings.Interleaving.Transaction;
import dev.changeover.ops.interleavings.Interleaving.Written;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws an interleaving; the same seed and number give the same one. */
final class Draw {
  static final int WRITERS = 2;

  private static final int SKEW_SECONDS = 120;
  private static final int BACK_DATED_SECONDS = 10 * 24 * 60 * 60;
  private static final int LONGEST_ELAPSE_SECONDS = 150;

  private final SplittableRandom random;
  private final String name;
  private int events;

  private Draw(long seed, int number) {
    this.random = new SplittableRandom(seed * 1_000_003L + number);
    this.name = seed + "-" + number;
  }

  static Interleaving interleaving(long seed, int number) {
    return new Draw(seed, number).interleaving();
  }

  private Interleaving interleaving() {
    List<List<Transaction>> writers = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      int skew = random.nextInt(-SKEW_SECONDS, SKEW_SECONDS + 1);
      writers.add(several(2).mapToObj(_ -> transaction(skew)).toList());
    }
    return new Interleaving(
        name, writers, IntStream.range(0, random.nextInt(12, 36)).mapToObj(_ -> step()).toList());
  }

  private Transaction transaction(int skew) {
    Door door = random.nextBoolean() ? Door.FACTS : Door.COMMAND;
    List<List<Written>> appends =
        several(2).mapToObj(_ -> several(2).mapToObj(_ -> event(skew)).toList()).toList();
    return new Transaction(door, appends, ending());
  }

  /** One event in four carries its source's time, long ago. */
  private Written event(int skew) {
    int ahead = random.nextInt(4) == 0 ? -random.nextInt(BACK_DATED_SECONDS) : skew;
    return new Written(name + "-" + events++, Duration.ofSeconds(ahead));
  }

  private Ending ending() {
    Ending[] endings = Ending.values();
    int drawn = random.nextInt(3 * endings.length);
    return drawn < endings.length ? endings[drawn] : Ending.COMMIT;
  }

  private Step step() {
    int drawn = random.nextInt(100);
    if (drawn < 62) {
      return new Step.GoOn(random.nextInt(WRITERS));
    }
    if (drawn < 86) {
      return new Step.Read();
    }
    return drawn < 91
        ? new Step.ReadAnew()
        : new Step.Elapse(Duration.ofSeconds(random.nextInt(LONGEST_ELAPSE_SECONDS)));
  }

  /** As many numbers as are drawn, at least one. */
  private IntStream several(int most) {
    return IntStream.rangeClosed(1, random.nextInt(1, most + 1));
  }
}
