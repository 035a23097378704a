package dev.changeover.explain.environment;

import dev.changeover.explain.MissingFact;
import java.util.Optional;

/**
 * A read model that has not come as far as the position asked about. What it has yet to read may
 * change any answer, so none of them is known.
 *
 * @param readModel the one that is behind, e.g. {@code read model action}
 * @param message one sentence
 * @param missing what to do about it
 */
public record ReadModelBehind(String readModel, String message, MissingFact missing) {

  /**
   * Empty where it has come far enough.
   *
   * @param name e.g. {@code action}
   * @param position the last one that it holds; -1: none
   * @param asked the position asked about
   */
  public static Optional<ReadModelBehind> of(String name, long position, long asked) {
    return position >= asked
        ? Optional.empty()
        : Optional.of(behind("read model " + name, name, position, asked));
  }

  private static ReadModelBehind behind(String readModel, String name, long position, long asked) {
    return new ReadModelBehind(
        readModel,
        "The read model %s knows the log up to %d and is asked about %d: %d facts may change the answer."
            .formatted(name, position, asked, asked - position),
        new MissingFact(
            "facts up to position " + asked,
            readModel,
            "Ask again in a moment; if it stays behind, GET /ready says why.",
            MissingFact.Kind.LOOKUP));
  }
}
