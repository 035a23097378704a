package dev.changeover.explain.proceed;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import java.util.List;

/**
 * Something that the answer needs and that nobody has told, or not lately.
 *
 * @param message one or two plain sentences saying what is not known
 * @param facts the last that was heard of it; empty: nothing ever
 */
public record Unseen(String name, String message, List<CitedFact> facts, MissingFact missing)
    implements ProceedSubject {

  static Unseen of(
      String name, String message, List<CitedFact> facts, String howToGet, MissingFact.Kind kind) {
    return new Unseen(name, message, facts, new MissingFact(name, name, howToGet, kind));
  }
}
