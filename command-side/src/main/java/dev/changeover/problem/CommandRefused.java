package dev.changeover.problem;

/**
 * A command that may not be carried out. Nothing has changed; the problem says why and what to do.
 */
public final class CommandRefused extends RuntimeException {
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
