package dev.changeover.graphql.verdict;

import dev.changeover.graphql.Refusal;
import dev.changeover.ledger.PointRefused;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What permalinks and gates say where they do not answer. */
@RestControllerAdvice(assignableTypes = {VerdictController.class, GateController.class})
class RefusalsAsProblems {

  @ExceptionHandler
  ProblemDetail refused(Refusal refusal) {
    HttpStatus status =
        switch (refusal.code()) {
          case NOT_FOUND -> HttpStatus.NOT_FOUND;
          case ENVIRONMENT_NOT_ALLOWED -> HttpStatus.FORBIDDEN;
          case TOO_MANY_SUBSCRIPTIONS -> HttpStatus.TOO_MANY_REQUESTS;
          case CURSOR_UNKNOWN, PAGE_LENGTH, SUBJECT_UNCLEAR, ENVIRONMENT_AMBIGUOUS ->
              HttpStatus.BAD_REQUEST;
        };
    return problem(status, refusal.code().name(), refusal);
  }

  @ExceptionHandler
  ProblemDetail refused(PointRefused refused) {
    return problem(HttpStatus.BAD_REQUEST, refused.reason().name(), refused);
  }

  private static ProblemDetail problem(HttpStatus status, String code, RuntimeException why) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(status, Objects.toString(why.getMessage()));
    problem.setProperty("code", code);
    return problem;
  }
}
