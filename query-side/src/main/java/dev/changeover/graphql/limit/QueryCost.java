package dev.changeover.graphql.limit;

import dev.changeover.graphql.limit.LimitExceeded.Limit;
import graphql.analysis.FieldComplexityEnvironment;
import graphql.analysis.MaxQueryComplexityInstrumentation;
import graphql.execution.AbortExecutionException;
import graphql.schema.GraphQLTypeUtil;

/**
 * What a query costs: 1 for each field that has fields of its own, times the length of each page
 * around it. Plain values cost nothing: they come along.
 */
public final class QueryCost extends MaxQueryComplexityInstrumentation {
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
    if (GraphQLTypeUtil.isLeaf(GraphQLTypeUtil.unwrapAll(field.getFieldDefinition().getType()))) {
      return 0;
    }
    int length = field.getArguments().get("first") instanceof Integer first ? Math.max(first, 1) : 1;
    return (int) Math.min(1 + (long) length * within, Integer.MAX_VALUE / 2);
  }
}
