package dev.changeover.ingest.cloudevents;

import dev.changeover.problem.Problem;
import dev.changeover.problem.ProblemCode;

/** Leaves the reading of one event at its first fault; becomes a {@link Reading.Refused}. */
final class RefusedEvent extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Problem problem;

  RefusedEvent(Problem problem) {
    // Expected for bad input: no stack trace, nobody reads it.
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  static RefusedEvent at(ProblemCode code, String pointer, String detail) {
    return new RefusedEvent(Problem.at(code, pointer, detail));
  }

  static RefusedEvent malformed(String pointer, String detail) {
    return at(ProblemCode.EVENT_MALFORMED, pointer, detail);
  }

  Problem problem() {
    return problem;
  }
}
