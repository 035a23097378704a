package dev.changeover.explain;

/**
 * What would make it safe.
 *
 * @param text what to do, as sentences in the imperative, ready to be pasted into a channel
 * @param check how to see that it is done
 */
public record Remedy(Kind kind, String text, String check) {

  /** Kinds of cures, the cheapest first: see {@link Combining#leadFirst} for what that decides. */
  public enum Kind {
    NONE_NEEDED(0),
    WAIT(1),
    LOOKUP(2),
    OBSERVE(3),
    VERIFY(4),
    CONFIGURE(5),
    SCALE(6),
    DRAIN(7),
    REHEARSE(8),
    REPAIR(9),
    DEPLOY(10),
    CANCEL(11),
    RECONCILE(12),
    IMPOSSIBLE(13);

    private final int cost;

    Kind(int cost) {
      this.cost = cost;
    }

    /** A relative cost, 0 and up. */
    public int cost() {
      return cost;
    }
  }
}
