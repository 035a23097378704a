package dev.changeover.graphql.limit;

import graphql.execution.AbortExecutionException;
import java.util.Map;

/** A query that was refused before it ran. Carries the stable code of the limit. */
public final class LimitExceeded extends AbortExecutionException {
  private static final long serialVersionUID = 1L;
  private final Limit limit;

  LimitExceeded(Limit limit, String message) {
    super(message);
    this.limit = limit;
  }

  @Override
  public Map<String, Object> getExtensions() {
    return Map.of("code", limit.name());
  }

  /** The limits of a query. */
  enum Limit {
    TOO_DEEP,
    TOO_COSTLY,
    TOO_MANY_ALIASES,
    ROLE_MISSING
  }
}
