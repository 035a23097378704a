package dev.changeover.explain.rollback;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import java.util.List;
import java.util.stream.Stream;

/**
 * A flag that code of the targets may read.
 *
 * @param change how it differs from when the targets last ran as a matter of course
 * @param before its last variant and meaning of that time; empty: it was not heard of
 * @param now its present ones
 */
public record FlagUnderTheTarget(
    String flag, Change change, List<CitedFact> before, List<CitedFact> now)
    implements RollbackSubject {

  /** How a flag has changed. */
  public enum Change {
    /** It is as it was. */
    NONE,
    /** Another variant is served, or it is new. */
    VARIANT,
    /** The same name means something else. */
    MEANING,
    /** It was there, and what it meant then was not told. */
    MEANING_UNTOLD
  }

  @Override
  public String name() {
    return "flag " + flag;
  }

  /** What would tell whether its meaning has changed. */
  public MissingFact meaningWanted() {
    return new MissingFact(
        "what flag %s meant before".formatted(flag),
        name(),
        "Send flag.changed of %s with the meaning that it had, at the time that it had it."
            .formatted(flag),
        MissingFact.Kind.DECLARATION);
  }

  public List<CitedFact> facts() {
    return Stream.concat(before.stream(), now.stream()).distinct().toList();
  }

  /** What it says now, for people. */
  public String nowSays() {
    return says(now);
  }

  /** What it said before, for people. */
  public String beforeSaid() {
    return says(before);
  }

  private static String says(List<CitedFact> facts) {
    return facts.isEmpty() ? "nothing" : facts.getLast().value();
  }
}
