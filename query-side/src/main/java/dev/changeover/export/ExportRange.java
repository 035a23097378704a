package dev.changeover.export;

/**
 * The part of the log that is exported, and what of it is meant.
 *
 * @param after the position before the first one
 * @param last the last position; equal to {@code after} where there is none
 * @param asOf facts up to and including this position were known
 * @param matched facts of the environment in the part
 * @param otherEnvironments facts of other environments in the part
 * @param noEnvironment facts of no environment in the part, where those are not asked for
 */
record ExportRange(
    long after, long last, long asOf, long matched, long otherEnvironments, long noEnvironment) {}
