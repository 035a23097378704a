package dev.changeover.explain.proof;

import dev.changeover.explain.retire.Retired;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One thing that may go, and who really needs it. */
abstract class Retirement {
  final RetireWorld world;

  /** Each stands for itself: something breaks once it is gone. */
  final List<String> dangers = new ArrayList<>();

  Retirement(RetireWorld world) {
    this.world = world;
  }

  /** Lets it happen, and tells of it. */
  abstract void live();

  abstract Retired retired();

  /** Whether a full record of it proves that nothing needs it, apart from that nothing does. */
  abstract boolean isProvable();

  Optional<String> harm() {
    return dangers.stream().findFirst();
  }

  boolean often(int oneIn) {
    return world.often(oneIn);
  }

  void endanger(boolean so, String what) {
    if (so) {
      dangers.add(what);
    }
  }
}
