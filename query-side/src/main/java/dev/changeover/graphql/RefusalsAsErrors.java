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
    return switch (thrown) {
      case Refusal refusal ->
          error(field, type(refusal), refusal.code().name(), String.valueOf(refusal.getMessage()));
      case PointRefused refused ->
          error(
              field,
              ErrorType.BAD_REQUEST,
              refused.reason().name(),
              String.valueOf(refused.getMessage()));
      case TransactionTimedOutException _, QueryTimeoutException _ ->
          error(
              field,
              ErrorType.INTERNAL_ERROR,
              "DEADLINE_EXCEEDED",
              "the answer took too long to read and was given up; ask for less at a time");
      case DataIntegrityViolationException _ ->
          error(
              field,
              ErrorType.BAD_REQUEST,
              "VALUE_UNSTORABLE",
              "a value of the query is none that the database can hold, e.g. a text with U+0000");
      case RowOfAnotherVersion outdated ->
          error(
              field,
              ErrorType.INTERNAL_ERROR,
              "VIEW_OUTDATED",
              String.valueOf(outdated.getMessage()));
      case DataAccessException _ ->
          error(
              field,
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
      case CURSOR_UNKNOWN, PAGE_LENGTH, SUBJECT_UNCLEAR, ENVIRONMENT_AMBIGUOUS ->
          ErrorType.BAD_REQUEST;
    };
  }

  private static GraphQLError error(
      DataFetchingEnvironment field, ErrorType type, String code, String message) {
    return GraphQLError.newError()
        .errorType(type)
        .message("%s", message)
        .path(field.getExecutionStepInfo().getPath())
        .location(field.getField().getSourceLocation())
        .extensions(Map.of("code", code))
        .build();
  }
}
