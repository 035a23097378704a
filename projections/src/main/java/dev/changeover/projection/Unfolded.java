package dev.changeover.projection;

/**
 * What a read model lacks of an environment: facts that are in the log and could not be folded.
 *
 * @param readModel its name, e.g. {@code action}
 * @param facts how many, from 1
 * @param first position of the first
 */
public record Unfolded(String readModel, long facts, long first) {}
