package dev.changeover.explain;

import java.util.Collection;

/** Names the first few of many things in a sentence: nobody reads a thousand at 03:00. */
public final class FirstFew {
  /** How many are named. */
  public static final int NAMED = 5;

  private FirstFew() {}

  /**
   * The first few names, and how many more there are, e.g. {@code order/1, order/2 and 40 more}.
   *
   * @param names at least the first {@link #NAMED} of them, where there are as many
   * @param count how many there are in all
   */
  public static String of(Collection<String> names, long count) {
    String first = String.join(", ", names.stream().limit(NAMED).toList());
    long more = count - Math.min(names.size(), NAMED);
    return more <= 0 ? first : "%s and %d more".formatted(first, more);
  }
}
