package dev.changeover.graphql.asof;

import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

/** Hands the point of a question down to all that is asked within it. */
public final class Pinned {
  private Pinned() {}

  /** The answer to a question, with its point for the fields within. */
  public static <T> DataFetcherResult<T> at(Point point, @Nullable T answer) {
    return DataFetcherResult.<T>newResult().data(answer).localContext(point).build();
  }

  /** The point of the question that this field is part of. */
  public static Point of(DataFetchingEnvironment field) {
    Point point = field.getLocalContext();
    if (point == null) {
      throw new IllegalStateException(
          "field %s is within no question that has a point; make its root give one"
              .formatted(field.getExecutionStepInfo().getPath()));
    }
    return point;
  }
}
