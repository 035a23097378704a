package dev.changeover.explain.proof;

import dev.changeover.event.MessageForm;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** One part of a {@link RollbackWorld}: lets it happen, and tells of it. */
abstract class RollbackPart {
  static final String RELEASE = "2026.11.3";
  static final String EARLIER = "2026.11.2";
  static final String MIGRATION = "split-address";
  static final String SCHEMA = "orders-db";
  static final String QUEUE = "orders";
  static final MessageForm OLD = new MessageForm("order-placed/2");
  static final MessageForm NEW = new MessageForm("order-placed/3");
  static final Instant BEGAN = Instant.parse("2026-11-20T10:00:00Z");

  final RollbackWorld world;
  final Random random;
  final boolean complete;
  final Telling telling;
  final RollbackTruth truth;
  final Instant asked;

  /** When things last changed: long enough ago for every count to be too old that knows less. */
  final Instant settled;

  RollbackPart(RollbackWorld world) {
    this.world = world;
    random = world.random;
    complete = world.complete;
    telling = world.telling;
    truth = world.truth;
    asked = world.asked;
    settled = world.settled;
  }

  abstract void live();

  boolean has(String component) {
    return truth.components.stream().anyMatch(each -> each.name.equals(component));
  }

  boolean often(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  <T> T pick(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
