package dev.changeover.ingest.cloudevents;

import dev.changeover.access.Caller;
import dev.changeover.log.FactLog;
import dev.changeover.log.LogUnavailable;
import dev.changeover.log.NewFact;
import dev.changeover.log.Receipt;
import dev.changeover.log.UnstorableFact;
import dev.changeover.problem.Problem;
import dev.changeover.problem.ProblemAnswer;
import dev.changeover.problem.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
  /** How long a sender is kept waiting for the commit. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final CloudEventReader reader;
  private final FactLog log;

  public EventsDoor(CloudEventReader reader, FactLog log) {
    this.reader = reader;
    this.log = log;
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
      List<Taken> taken = store(submission.readings(), caller);
      return submission.batch() ? TakenJson.batch(taken) : TakenJson.single(taken.getFirst());
    } catch (CloudEventReader.UnreadableBody unreadable) {
      return ProblemAnswer.of(unreadable.problem());
    } catch (LogUnavailable unavailable) {
      return away(unavailable);
    }
  }

  private List<Taken> store(List<Reading> readings, Caller caller) {
    List<Reading> admitted = readings.stream().map(reading -> admitted(reading, caller)).toList();
    List<NewFact> facts = new ArrayList<>();
    for (Reading reading : admitted) {
      if (reading instanceof Reading.Mapped(NewFact fact)) {
        facts.add(fact);
      }
    }
    Iterator<Taken> stored = append(facts).iterator();
    return admitted.stream()
        .map(
            reading ->
                switch (reading) {
                  case Reading.Mapped _ -> stored.next();
                  case Reading.Refused refused -> new Taken.Rejected(refused);
                })
        .toList();
  }

  /** A token speaks for its environments and sources only. */
  private static Reading admitted(Reading reading, Caller caller) {
    return switch (reading) {
      case Reading.Refused refused -> refused;
      case Reading.Mapped(NewFact fact) ->
          caller
              .refusalToTell(fact.environment(), fact.id().source())
              .<Reading>map(
                  problem -> new Reading.Refused(fact.id().source(), fact.id().id(), problem))
              .orElse(reading);
    };
  }

  private List<Taken> append(List<NewFact> facts) {
    try {
      return await(facts).stream().<Taken>map(Taken.Received::new).toList();
    } catch (UnstorableFact unstorable) {
      // The whole request was refused for one of its facts: each is asked for by itself.
      return facts.size() == 1
          ? List.of(rejected(facts.getFirst(), unstorable))
          : facts.stream().flatMap(fact -> append(List.of(fact)).stream()).toList();
    }
  }

  private List<Receipt> await(List<NewFact> facts) {
    try {
      return log.append(facts).orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CompletionException failed) {
      throw switch (failed.getCause()) {
        case LogUnavailable unavailable -> unavailable;
        case UnstorableFact unstorable -> unstorable;
        case TimeoutException late ->
            new LogUnavailable(
                "no commit within %d s; whether it was stored is not known, send again"
                    .formatted(PATIENCE.toSeconds()),
                Duration.ofSeconds(1),
                late);
        case null, default -> failed;
      };
    }
  }

  private static Taken rejected(NewFact fact, UnstorableFact unstorable) {
    return new Taken.Rejected(
        new Reading.Refused(
            fact.id().source(),
            fact.id().id(),
            Problem.at(ProblemCode.EVENT_MALFORMED, "", String.valueOf(unstorable.getMessage()))));
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
