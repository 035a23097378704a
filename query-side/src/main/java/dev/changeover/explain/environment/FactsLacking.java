package dev.changeover.explain.environment;

import dev.changeover.explain.Asked;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import dev.changeover.projection.environment.EnvironmentFacts;
import java.util.List;
import java.util.stream.Stream;

/**
 * Facts that are known to be missing, and of which nobody knows what they say: every answer might
 * be another one with them.
 *
 * @param subject where they are missing, e.g. {@code read model action} or {@code topic changes}
 * @param message one or two sentences
 * @param facts that prove it; empty: it is not in the log
 * @param missing what to do about it, to be read within a sentence
 */
public record FactsLacking(
    String subject, String message, List<CitedFact> facts, MissingFact missing) {

  /** All that an environment is known to lack as of the position asked. */
  public static List<FactsLacking> of(EnvironmentFacts environment, Asked asked) {
    return Stream.concat(
            FactsNotFolded.of(environment).stream(),
            RecordsNotTaken.of(environment, asked).stream())
        .toList();
  }

  /** What to do about it, as a sentence of its own. */
  public MissingFact missingInASentence() {
    String howToGet = missing.howToGet();
    return new MissingFact(
        missing.name(),
        missing.subject(),
        Character.toUpperCase(howToGet.charAt(0)) + howToGet.substring(1) + ".",
        missing.kind());
  }

  /** Up to where a read model is known to hold everything but what it says that it lacks. */
  public static long knownTo(long position, EnvironmentFacts environment, Asked asked) {
    return Math.min(position, Math.min(environment.lettersKnownTo(), asked.position()));
  }
}
