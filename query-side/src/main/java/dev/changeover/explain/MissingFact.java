package dev.changeover.explain;

/**
 * A fact that is missing or too old.
 *
 * @param name what is not known, e.g. {@code content of queue orders by message form}
 * @param subject what it is about
 * @param howToGet the cheapest way to get it, as a sentence in the imperative
 * @param kind how it is got, for the cost
 */
public record MissingFact(String name, String subject, String howToGet, Kind kind) {

  /** Ways to get a fact, the cheapest first. */
  public enum Kind {
    LOOKUP(1),
    QUEUE_PEEK(2),
    HEARTBEAT(3),
    DECLARATION(4),
    VERIFICATION(5),
    SYNTHETIC_FLOW(6),
    REHEARSAL(7);

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
