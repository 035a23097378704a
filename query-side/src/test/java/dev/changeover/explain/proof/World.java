package dev.changeover.explain.proof;

import dev.changeover.explain.Asked;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** A simulated world: its chance, its witnesses, and what they have told by the moment asked. */
abstract class World implements History {
  final Random random;
  final boolean complete;
  final Telling telling;
  private List<Telling.Told> told = List.of();
  private Instant moment = Instant.MIN;

  /**
   * @param complete whether all of it is told, at once and by right clocks
   */
  World(long seed, boolean complete) {
    this.random = seeded(seed);
    this.complete = complete;
    this.telling = new Telling(random, complete);
  }

  /** The first number of seeds that lie side by side is much the same, so it is passed over. */
  private static Random seeded(long seed) {
    Random random = new Random(seed);
    random.nextInt();
    return random;
  }

  /** What was told by then is what is known. */
  final void askAt(Instant instant) {
    moment = instant;
    told = telling.by(instant);
  }

  boolean often(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  @Override
  public final List<Telling.Told> told() {
    return told;
  }

  @Override
  public final Asked asked() {
    return new Asked(told.size() - 1L, moment);
  }
}
