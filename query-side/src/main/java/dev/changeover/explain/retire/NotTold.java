package dev.changeover.explain.retire;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import java.util.List;

/**
 * Something that the answer needs and that nobody has told, or not lately.
 *
 * @param message one or two plain sentences saying what is not known
 * @param facts the last that was heard of it; empty: nothing ever
 */
public record NotTold(String name, String message, List<CitedFact> facts, MissingFact missing)
    implements RetireSubject {}
