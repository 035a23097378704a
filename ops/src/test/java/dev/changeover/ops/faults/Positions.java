package dev.changeover.ops.faults;

import java.util.Arrays;

/** By number of an event, its position in the log. Numbers begin at 0 and are used without gaps. */
final class Positions {
  static final long NONE = -1;

  private long[] positions = new long[1024];
  private int size;

  Positions() {
    Arrays.fill(positions, NONE);
  }

  /** Notes a position; returns the one that was noted before, or {@link #NONE}. */
  long put(int number, long position) {
    if (number >= positions.length) {
      int length = positions.length;
      positions = Arrays.copyOf(positions, Math.max(number + 1, 2 * length));
      Arrays.fill(positions, length, positions.length, NONE);
    }
    long before = positions[number];
    positions[number] = position;
    size += before == NONE ? 1 : 0;
    return before;
  }

  /** {@link #NONE} where none was noted. */
  long of(int number) {
    return number < positions.length ? positions[number] : NONE;
  }

  /** How many have a position. */
  int size() {
    return size;
  }

  /** Above all numbers that have a position. */
  int end() {
    int end = positions.length;
    while (end > 0 && positions[end - 1] == NONE) {
      end--;
    }
    return end;
  }
}
