package dev.changeover.graphql.verdict;

import dev.changeover.event.ActionRef;
import dev.changeover.explain.Verdict;
import dev.changeover.graphql.Refusal;
import dev.changeover.graphql.Refusal.Code;
import dev.changeover.graphql.action.ActionNode;
import dev.changeover.graphql.action.Actions;
import dev.changeover.graphql.asof.AsOf;
import dev.changeover.graphql.asof.Points;
import dev.changeover.graphql.release.Rollbacks;
import dev.changeover.ledger.PointRefused;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * A verdict under its permalink, e.g. {@code GET
 * /verdicts/retry/production/order/4711?position=41&instant=2026-11-20T14:09:00Z&from=charge}: the
 * same verdict as JSON, with the same bytes. Without position and instant: the verdict of now.
 */
@RestController
class VerdictController {
  private final Points points;
  private final Actions actions;
  private final Rollbacks rollbacks;

  VerdictController(Points points, Actions actions, Rollbacks rollbacks) {
    this.points = points;
    this.actions = actions;
    this.rollbacks = rollbacks;
  }

  @GetMapping(
      path = "/verdicts/retry/{environment}/{type}/{*id}",
      produces = MediaType.APPLICATION_JSON_VALUE)
  byte[] retry(
      @PathVariable String environment,
      @PathVariable String type,
      @PathVariable String id,
      @RequestParam @Nullable Long position,
      @RequestParam @Nullable String instant,
      @RequestParam @Nullable String from) {
    ActionRef ref = named(type, id.substring(1));
    return VerdictJson.bytes(
        actions
            .find(environment, ref, points.settle(asOf(position, instant)))
            .map((ActionNode node) -> node.retry(from))
            .orElseThrow(
                () ->
                    new Refusal(
                        Code.NOT_FOUND,
                        "no fact up to there tells of %s in %s".formatted(ref, environment))));
  }

  @GetMapping(
      path = "/verdicts/rollback/{environment}/{*release}",
      produces = MediaType.APPLICATION_JSON_VALUE)
  byte[] rollback(
      @PathVariable String environment,
      @PathVariable String release,
      @RequestParam @Nullable Long position,
      @RequestParam @Nullable String instant,
      @RequestParam @Nullable String to,
      @RequestParam @Nullable String component) {
    Refusal.unlessReached(environment);
    Verdict verdict =
        rollbacks.judge(
            environment,
            release.substring(1),
            to,
            component,
            points.settle(asOf(position, instant)).asked());
    return VerdictJson.bytes(verdict);
  }

  @ExceptionHandler
  ProblemDetail refused(Refusal refusal) {
    HttpStatus status =
        switch (refusal.code()) {
          case NOT_FOUND -> HttpStatus.NOT_FOUND;
          case ENVIRONMENT_NOT_ALLOWED -> HttpStatus.FORBIDDEN;
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

  private static AsOf asOf(@Nullable Long position, @Nullable String instant) {
    return new AsOf(position, instant == null ? null : moment(instant));
  }

  private static Instant moment(String text) {
    try {
      OffsetDateTime moment = OffsetDateTime.parse(text);
      if (moment.getYear() >= 1 && moment.getYear() <= 9999) {
        return moment.toInstant();
      }
    } catch (DateTimeException wrong) {
      // refused below, in the same words as a year that the log does not hold
    }
    throw new Refusal(
        Code.SUBJECT_UNCLEAR, "instant reads like 2026-11-20T14:09:00Z, got '" + text + "'");
  }

  private static ActionRef named(String type, String id) {
    try {
      return new ActionRef(type, id);
    } catch (IllegalArgumentException wrong) {
      throw new Refusal(Code.SUBJECT_UNCLEAR, Objects.toString(wrong.getMessage()));
    }
  }
}
