package dev.changeover.explain.proof;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Chance, from a seed. */
record Dice(Random random) {

  boolean often(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  boolean evenly() {
    return random.nextBoolean();
  }

  /** From 0 on, below a bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  @SafeVarargs
  final <T extends @Nullable Object> T pick(T... some) {
    return some[random.nextInt(some.length)];
  }

  <T> T pick(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
