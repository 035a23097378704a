package dev.changeover.graphql.limit;

import dev.changeover.graphql.limit.LimitExceeded.Limit;
import graphql.analysis.MaxQueryDepthInstrumentation;
import graphql.execution.AbortExecutionException;

/** How deep a query may go. */
public final class QueryDepth extends MaxQueryDepthInstrumentation {
  public QueryDepth(int allowed) {
    super(allowed);
  }

  @Override
  protected AbortExecutionException mkAbortException(int depth, int allowed) {
    return new LimitExceeded(
        Limit.TOO_DEEP,
        "the query is %d fields deep, at most %d are allowed; ask for the inner objects by themselves"
            .formatted(depth, allowed));
  }
}
