package dev.changeover.problem;

import org.axonframework.common.AxonNonTransientException;

/**
 * A command that may not be carried out. Nothing has changed; the problem says why and what to do.
 * Sending the same command again is useless, and Axon is told so.
 */
public final class CommandRefused extends AxonNonTransientException {
  private static final long serialVersionUID = 1L;
  private final transient Problem problem;

  public CommandRefused(Problem problem) {
    super(problem.code() + ": " + problem.detail());
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
