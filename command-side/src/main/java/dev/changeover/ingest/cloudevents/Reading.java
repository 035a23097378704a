package dev.changeover.ingest.cloudevents;

import dev.changeover.log.NewFact;
import dev.changeover.problem.Problem;
import org.jspecify.annotations.Nullable;

/** What became of one event that was sent. */
public sealed interface Reading {

  /** It is a fact, ready for the log. */
  record Mapped(NewFact fact) implements Reading {}

  /** It cannot be taken. Source and id as far as they could be read. */
  record Refused(@Nullable String source, @Nullable String id, Problem problem)
      implements Reading {}
}
