package dev.changeover.decision;

import dev.changeover.access.Caller;
import dev.changeover.decision.UserError.Code;
import dev.changeover.event.EventId;
import dev.changeover.ingest.cloudevents.Reading;
import dev.changeover.ingest.cloudevents.Statement;
import dev.changeover.ingest.cloudevents.StatementDoor;
import dev.changeover.ingest.cloudevents.Taken;
import dev.changeover.log.LogUnavailable;
import dev.changeover.log.Receipt;
import dev.changeover.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;

/** The mutations. Whether the caller has the role for them has been found out before. */
@Controller
final class DecisionsDoor {
  private static final String CONTENT = "/subject/content";

  private final Checks checks;
  private final StatementDoor door;

  DecisionsDoor(Known known, StatementDoor door) {
    this.checks = new Checks(known);
    this.door = door;
  }

  @MutationMapping
  Recording releaseApprove(
      @Argument ReleaseApproveInput input, @AuthenticationPrincipal Caller caller) {
    return record(input, caller);
  }

  @MutationMapping
  Recording decisionRecord(
      @Argument DecisionRecordInput input, @AuthenticationPrincipal Caller caller) {
    return record(input, caller);
  }

  @MutationMapping
  Recording effectRecordLookup(
      @Argument EffectRecordLookupInput input, @AuthenticationPrincipal Caller caller) {
    return record(input, caller);
  }

  @MutationMapping
  Recording feedCloseGaps(
      @Argument FeedCloseGapsInput input, @AuthenticationPrincipal Caller caller) {
    return record(input, caller);
  }

  @MutationMapping
  Recording rollbackRecordRehearsal(
      @Argument RollbackRecordRehearsalInput input, @AuthenticationPrincipal Caller caller) {
    return record(input, caller);
  }

  @MutationMapping
  Recording coexistenceDeclare(
      @Argument CoexistenceDeclareInput input, @AuthenticationPrincipal Caller caller) {
    return record(input, caller);
  }

  private Recording record(Intention intention, Caller caller) {
    try {
      requireReach(intention.environment(), caller);
      checks.check(intention, caller.name());
      return answer(door.take(statement(intention, caller)));
    } catch (Refused refused) {
      return Recording.refused(refused.error());
    } catch (LogUnavailable away) {
      return Recording.refused(
          new UserError(
              Code.LOG_UNAVAILABLE,
              String.valueOf(away.getMessage()),
              "/input",
              "Send it again with the same idempotencyKey."));
    }
  }

  private static void requireReach(String environment, Caller caller) {
    if (!caller.reaches(environment)) {
      throw new Refused(
          Code.ENVIRONMENT_NOT_ALLOWED,
          "/input/environment",
          "token %s (%s) is bound to other environments than '%s'"
              .formatted(caller.tokenId(), caller.name(), environment),
          "Use a token for this environment.");
    }
  }

  /** Who states it is who calls, whomever the input names. */
  private static Statement statement(Intention intention, Caller caller) {
    if (intention.idempotencyKey().isBlank()) {
      throw new Refused(
          Code.MALFORMED,
          "/input/idempotencyKey",
          "is empty; expected a text",
          "Choose a key, e.g. a UUID, and repeat it with each repetition.");
    }
    return new Statement(
        new EventId("/tokens/" + caller.tokenId(), intention.idempotencyKey()),
        intention.eventName(),
        intention.subject(),
        intention.content(caller.name()));
  }

  private static Recording answer(Taken taken) {
    return switch (taken) {
      case Taken.Received(Receipt receipt) -> Recording.of(receipt);
      case Taken.Rejected(Reading.Refused refused) -> Recording.refused(error(refused.problem()));
    };
  }

  private static UserError error(Problem problem) {
    return new UserError(
        Code.MALFORMED, problem.detail(), place(problem.pointer()), "Correct the value.");
  }

  private static String place(@Nullable String pointer) {
    if (pointer == null) {
      return "/input";
    }
    return pointer.startsWith(CONTENT)
        ? "/input" + pointer.substring(CONTENT.length())
        : pointer.equals("/context/id") ? "/input/idempotencyKey" : "/input";
  }
}
