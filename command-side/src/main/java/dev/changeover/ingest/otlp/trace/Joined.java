package dev.changeover.ingest.otlp.trace;

import java.util.List;

/**
 * The result of a join.
 *
 * @param placed spans whose facts are due, at their place, each with its span
 * @param waiting spans that cannot be placed yet
 * @param gaps what is in disorder for good
 * @param missing what has yet to come, by all that is known now
 */
public record Joined(
    List<TraceSpan> placed, List<TraceSpan> waiting, List<Gap> gaps, Missing missing) {}
