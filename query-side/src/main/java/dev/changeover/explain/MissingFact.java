package dev.changeover.explain;

/**
 * A fact that is missing or too old.
 *
 * @param name what is not known, e.g. {@code content of queue orders by message form}
 * @param subject what it is about
 * @param howToGet the cheapest way to get it, in the imperative
 * @param kind how it is got, for the cost
 */
public record MissingFact(String name, String subject, String howToGet, Kind kind) {

  /** Ways to get a fact, the cheapest first. */
  public enum Kind {
    LOOKUP,
    QUEUE_PEEK,
    HEARTBEAT,
    DECLARATION,
    VERIFICATION,
    SYNTHETIC_FLOW,
    REHEARSAL
  }
}
