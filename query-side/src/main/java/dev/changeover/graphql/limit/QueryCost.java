package dev.changeover.graphql.limit;

import dev.changeover.graphql.limit.LimitExceeded.Limit;
import graphql.analysis.FieldComplexityEnvironment;
import graphql.analysis.MaxQueryComplexityInstrumentation;
import graphql.execution.AbortExecutionException;
import graphql.schema.GraphQLTypeUtil;

/**
 * What a query costs: 1 for each list, times the length of each page around it. Single values and
 * objects cost nothing: they come along with what holds them.
 */
public final class QueryCost extends MaxQueryComplexityInstrumentation {
  /** Judges thousands of actions, whatever is asked of them. */
  private static final String TRIAGE = "retryTriage";

  public QueryCost() {
    super(QueryLimits.COST, QueryCost::of);
  }

  @Override
  protected AbortExecutionException mkAbortException(int total, int allowed) {
    return new LimitExceeded(
        Limit.TOO_COSTLY,
        "the query costs %d, at most %d is allowed; ask for shorter pages or fewer objects"
            .formatted(total, allowed));
  }

  private static int of(FieldComplexityEnvironment field, int within) {
    if (field.getFieldDefinition().getName().equals(TRIAGE)) {
      return QueryLimits.TRIAGE_COST + within;
    }
    if (field.getArguments().get("first") instanceof Integer length) {
      return (int) Math.min(1 + (long) Math.max(length, 1) * within, Integer.MAX_VALUE / 2);
    }
    return GraphQLTypeUtil.isList(
            GraphQLTypeUtil.unwrapNonNull(field.getFieldDefinition().getType()))
        ? 1 + within
        : within;
  }
}
