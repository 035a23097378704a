package dev.changeover.ingest.cloudevents;

import dev.changeover.access.Caller;
import dev.changeover.log.LogUnavailable;
import dev.changeover.problem.Problem;
import dev.changeover.problem.ProblemAnswer;
import dev.changeover.problem.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /events}. Answers after the commit, with a receipt for each event. An answer that
 * never arrives loses nothing: the event is sent again and gets the first receipt.
 */
@RestController
public final class EventsDoor {
  private final CloudEventReader reader;
  private final Intake intake;

  public EventsDoor(CloudEventReader reader, Intake intake) {
    this.reader = reader;
    this.intake = intake;
  }

  @PostMapping("/events")
  ResponseEntity<byte[]> take(HttpServletRequest request, @AuthenticationPrincipal Caller caller)
      throws IOException {
    try {
      Submission submission =
          reader.read(
              request.getContentType(),
              cloudEventHeaders(request),
              request.getInputStream().readAllBytes());
      List<Taken> taken = intake.take(submission.readings(), caller);
      return submission.batch() ? TakenJson.batch(taken) : TakenJson.single(taken.getFirst());
    } catch (CloudEventReader.UnreadableBody unreadable) {
      return ProblemAnswer.of(unreadable.problem());
    } catch (LogUnavailable unavailable) {
      return away(unavailable);
    }
  }

  private static ResponseEntity<byte[]> away(LogUnavailable unavailable) {
    // Without a cause nothing has failed: too much waits.
    ProblemCode code =
        unavailable.getCause() == null
            ? ProblemCode.TOO_MANY_REQUESTS
            : ProblemCode.LOG_UNAVAILABLE;
    ResponseEntity<byte[]> answer =
        ProblemAnswer.of(Problem.of(code, String.valueOf(unavailable.getMessage())));
    return ResponseEntity.status(answer.getStatusCode())
        .headers(answer.getHeaders())
        .header(
            HttpHeaders.RETRY_AFTER,
            String.valueOf(Math.max(1, unavailable.retryAfter().toSeconds())))
        .body(answer.getBody());
  }

  private static Map<String, String> cloudEventHeaders(HttpServletRequest request) {
    Map<String, String> headers = new HashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.startsWith("ce-")) {
        headers.put(lower, request.getHeader(name));
      }
    }
    return headers;
  }
}
