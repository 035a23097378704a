package dev.changeover.explain.retire;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import java.util.List;
import java.util.Optional;

/**
 * A flag: what it serves, and the code that evaluates it.
 *
 * @param variants what it serves now, each once; several: it still decides something
 * @param served the latest change for each component
 * @param evaluating live versions whose code evaluates it, for people
 * @param facts what shows that, or that none does
 * @param untold what is missing to know it; empty: it is known
 */
public record FlagArms(
    String flag,
    List<String> variants,
    List<CitedFact> served,
    List<String> evaluating,
    List<CitedFact> facts,
    Optional<MissingFact> untold)
    implements RetireSubject {

  @Override
  public String name() {
    return "arms of flag " + flag;
  }
}
