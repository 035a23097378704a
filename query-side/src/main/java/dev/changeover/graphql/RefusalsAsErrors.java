package dev.changeover.graphql;

import dev.changeover.ledger.PointRefused;
import dev.changeover.projection.environment.RowOfAnotherVersion;
import graphql.GraphQLError;
import graphql.schema.DataFetchingEnvironment;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.graphql.execution.DataFetcherExceptionResolverAdapter;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionTimedOutException;

/** Refusals as errors with a code; faults of ours are told without their insides. */
@Component
final class RefusalsAsErrors extends DataFetcherExceptionResolverAdapter {

  @Override
  protected @Nullable GraphQLError resolveToSingleError(
      Throwable thrown, DataFetchingEnvironment field) {
    var told = told(thrown);
    return told == null
        ? null
        : told.path(field.getExecutionStepInfo().getPath())
            .location(field.getField().getSourceLocation())
            .build();
  }

  /** What a client is told of it; null: nothing of ours. */
  static GraphQLError.@Nullable Builder<?> told(Throwable thrown) {
    return switch (thrown) {
      case Refusal refusal ->
          error(type(refusal), refusal.code().name(), String.valueOf(refusal.getMessage()));
      case PointRefused refused ->
          error(
              ErrorType.BAD_REQUEST, refused.reason().name(), String.valueOf(refused.getMessage()));
      case TransactionTimedOutException _, QueryTimeoutException _ ->
          error(
              ErrorType.INTERNAL_ERROR,
              "DEADLINE_EXCEEDED",
              "the answer took too long to read and was given up; ask for less at a time");
      case DataIntegrityViolationException _ ->
          error(
              ErrorType.BAD_REQUEST,
              "VALUE_UNSTORABLE",
              "a value of the query is none that the database can hold, e.g. a text with U+0000");
      case RowOfAnotherVersion outdated ->
          error(ErrorType.INTERNAL_ERROR, "VIEW_OUTDATED", String.valueOf(outdated.getMessage()));
      case DataAccessException _ ->
          error(
              ErrorType.INTERNAL_ERROR,
              "DATABASE_UNAVAILABLE",
              "the database did not answer; ask again");
      default -> null;
    };
  }

  private static ErrorType type(Refusal refusal) {
    return switch (refusal.code()) {
      case NOT_FOUND -> ErrorType.NOT_FOUND;
      case ENVIRONMENT_NOT_ALLOWED -> ErrorType.FORBIDDEN;
      case CURSOR_UNKNOWN,
          PAGE_LENGTH,
          SUBJECT_UNCLEAR,
          ENVIRONMENT_AMBIGUOUS,
          TOO_MANY_SUBSCRIPTIONS ->
          ErrorType.BAD_REQUEST;
    };
  }

  private static GraphQLError.Builder<?> error(ErrorType type, String code, String message) {
    return GraphQLError.newError()
        .errorType(type)
        .message("%s", message)
        .extensions(Map.of("code", code));
  }
}
