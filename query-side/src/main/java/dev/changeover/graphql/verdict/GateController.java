package dev.changeover.graphql.verdict;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.changeover.event.json.EventJson;
import dev.changeover.graphql.Refusal;
import dev.changeover.graphql.Refusal.Code;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /gates/{question}/{environment}/{subject}}: a verdict for pipelines, as JSON or plain
 * text. The status is a success only where the pipeline may go on, so that one that looks at
 * nothing else stops rather than passes. For clients that read no body of a failure, {@code
 * status=200} gives every verdict with 200.
 */
@RestController
class GateController {
  private final Verdicts verdicts;

  GateController(Verdicts verdicts) {
    this.verdicts = verdicts;
  }

  @GetMapping(
      path = "/gates/{question}/{environment}/{*subject}",
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> json(
      @PathVariable String question,
      @PathVariable String environment,
      @PathVariable String subject,
      @RequestParam MultiValueMap<String, String> parameters) {
    Opening opening = open(question, environment, subject, parameters);
    return opening.answer((EventJson.mapper().writeValueAsString(opening.gate()) + "\n"));
  }

  @GetMapping(
      path = "/gates/{question}/{environment}/{*subject}",
      produces = "text/plain;charset=UTF-8")
  ResponseEntity<byte[]> text(
      @PathVariable String question,
      @PathVariable String environment,
      @PathVariable String subject,
      @RequestParam MultiValueMap<String, String> parameters) {
    Opening opening = open(question, environment, subject, parameters);
    return opening.answer(opening.gate().text());
  }

  private record Opening(Gate gate, boolean alwaysOk) {
    ResponseEntity<byte[]> answer(String body) {
      return ResponseEntity.status(alwaysOk ? 200 : gate.status())
          .cacheControl(CacheControl.noStore())
          .body(body.getBytes(UTF_8));
    }
  }

  private Opening open(
      String question, String environment, String subject, MultiValueMap<String, String> given) {
    Map<String, String> parameters = VerdictAddress.once(given);
    boolean acceptConditions = flag(parameters.remove("acceptConditions"), "acceptConditions");
    boolean alwaysOk = alwaysOk(parameters.remove("status"));
    VerdictAddress address = VerdictAddress.of(question, environment, subject, parameters);
    return new Opening(Gate.of(verdicts.at(address), acceptConditions), alwaysOk);
  }

  private static boolean flag(@Nullable String text, String name) {
    return switch (text) {
      case null -> false;
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new Refusal(
              Code.SUBJECT_UNCLEAR, "%s is true or false, got '%s'".formatted(name, text));
    };
  }

  private static boolean alwaysOk(@Nullable String status) {
    if (status != null && !status.equals("200")) {
      throw new Refusal(
          Code.SUBJECT_UNCLEAR,
          "status may be 200, for a verdict in every answer, or left out; got '" + status + "'");
    }
    return status != null;
  }
}
