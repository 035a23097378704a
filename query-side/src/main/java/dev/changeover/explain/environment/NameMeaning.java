package dev.changeover.explain.environment;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import java.util.List;
import java.util.Optional;

/**
 * A name that was given a second meaning, with the instances that know it by its first.
 *
 * @param what e.g. {@code flag power-peg}
 * @param change the fact that gave it the meaning it has now; empty: it only ever had one
 * @param knowing live instances, or perhaps so, whose code is of the time before
 * @param untold what is missing to know which those are; empty: it is known
 */
public record NameMeaning(
    String what,
    Optional<CitedFact> change,
    List<CitedFact> knowing,
    Optional<MissingFact> untold) {}
