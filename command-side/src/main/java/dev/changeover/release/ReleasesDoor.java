package dev.changeover.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.changeover.access.Caller;
import dev.changeover.log.LedgerReader;
import dev.changeover.log.StoredFact;
import dev.changeover.log.UnstorableFact;
import dev.changeover.plan.ReleasePlan;
import dev.changeover.problem.CommandRefused;
import dev.changeover.problem.Problem;
import dev.changeover.problem.ProblemAnswer;
import dev.changeover.problem.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code PUT /releases/{environment}/{id}}: hands in a release plan. 201 where it is new, 200 where
 * it is unchanged or amended, 409 once the release has started, 422 where it does not hold
 * together.
 */
@RestController
public final class ReleasesDoor {
  private static final Set<String> MEDIA_TYPES =
      Set.of(
          "application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml", "application/json");

  private final PlanReader plans;
  private final CommandGateway commands;
  private final LedgerReader log;

  public ReleasesDoor(PlanReader plans, CommandGateway commands, LedgerReader log) {
    this.plans = plans;
    this.commands = commands;
    this.log = log;
  }

  @PutMapping("/releases/{environment}/{id}")
  ResponseEntity<byte[]> plan(
      @PathVariable String environment,
      @PathVariable String id,
      HttpServletRequest request,
      @AuthenticationPrincipal Caller caller)
      throws IOException {
    try {
      requireMediaType(request.getContentType());
      requireReach(caller, environment);
      ReleasePlan plan = plans.read(request.getInputStream().readAllBytes());
      requireSound(plan, environment, id);
      PlanRelease command = PlanRelease.of(plan, caller.name());
      PlanAccepted accepted = commands.sendAndWait(command);
      return answer(plan, accepted, event(command.stream(), accepted.sequence()));
    } catch (CommandRefused refused) {
      return ProblemAnswer.of(refused.problem());
    } catch (UnstorableFact unstorable) {
      return ProblemAnswer.of(unstorable(unstorable));
    } catch (ConcurrencyException busy) {
      return later(ProblemCode.RELEASE_BUSY, "facts of this release keep coming in; send again");
    } catch (DataAccessException | TransactionException | EventStoreException away) {
      return later(ProblemCode.LOG_UNAVAILABLE, "the database does not answer; send again");
    }
  }

  private static Problem unstorable(UnstorableFact unstorable) {
    return unstorable
        .excess()
        .map(
            excess ->
                Problem.at(
                    ProblemCode.PLAN_INVALID,
                    excess.pointer().replaceFirst("^/plan", ""),
                    excess.fault()))
        .orElseGet(
            () ->
                Problem.at(ProblemCode.PLAN_INVALID, "", String.valueOf(unstorable.getMessage())));
  }

  private StoredFact event(String stream, long sequence) {
    return log.ofStream(stream, sequence, 1).getFirst();
  }

  private static void requireMediaType(@Nullable String contentType) {
    String essence =
        contentType == null
            ? "application/yaml"
            : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!MEDIA_TYPES.contains(essence)) {
      throw new CommandRefused(
          Problem.of(
              ProblemCode.MEDIA_TYPE_UNSUPPORTED,
              "'%s' is not taken; send application/yaml or application/json".formatted(essence)));
    }
  }

  private static void requireReach(Caller caller, String environment) {
    if (!caller.reaches(environment)) {
      throw new CommandRefused(
          Problem.of(
              ProblemCode.ENVIRONMENT_NOT_ALLOWED,
              "token %s (%s) may not plan releases of '%s'"
                  .formatted(caller.tokenId(), caller.name(), environment)));
    }
  }

  private static void requireSound(ReleasePlan plan, String environment, String id) {
    List<Problem> faults = new ArrayList<>();
    if (!plan.environment().equals(environment)) {
      faults.add(disagrees("/environment", plan.environment(), environment));
    }
    if (!plan.release().equals(id)) {
      faults.add(disagrees("/release", plan.release(), id));
    }
    faults.addAll(PlanCheck.faults(plan));
    if (!faults.isEmpty()) {
      throw new CommandRefused(PlanReader.invalid(faults));
    }
  }

  private static Problem disagrees(String pointer, String inPlan, String inAddress) {
    return Problem.at(
        ProblemCode.PLAN_INVALID,
        pointer,
        "'%s' is not what the address says, '%s'".formatted(inPlan, inAddress));
  }

  private static ResponseEntity<byte[]> answer(
      ReleasePlan plan, PlanAccepted accepted, StoredFact event) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    boolean unchanged = accepted.change() == PlanAccepted.Change.UNCHANGED;
    body.put("change", accepted.change().name());
    body.putObject("receipt")
        .put("status", unchanged ? "DUPLICATE" : "ACCEPTED")
        .put("position", event.position())
        .put("source", event.id().source())
        .put("id", event.id().id())
        .put("recordedAt", event.recordedAt().toString());
    var warnings = body.putArray("warnings");
    PlanCheck.warnings(plan).forEach(warnings::add);
    HttpStatus status =
        accepted.change() == PlanAccepted.Change.PLANNED ? HttpStatus.CREATED : HttpStatus.OK;
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .body(body.toString().getBytes(UTF_8));
  }

  private static ResponseEntity<byte[]> later(ProblemCode code, String detail) {
    ResponseEntity<byte[]> answer = ProblemAnswer.of(Problem.of(code, detail));
    return ResponseEntity.status(answer.getStatusCode())
        .headers(answer.getHeaders())
        .header(HttpHeaders.RETRY_AFTER, "1")
        .body(answer.getBody());
  }
}
