package dev.changeover.graphql.verdict;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * A verdict under its permalink, e.g. {@code GET
 * /verdicts/retry/production/order/4711?position=41&instant=2026-11-20T14:09:00Z&from=charge}: the
 * same verdict as JSON, with the same bytes; its digest is the ETag. Without position and instant:
 * the verdict of now.
 */
@RestController
class VerdictController {
  private final Verdicts verdicts;

  VerdictController(Verdicts verdicts) {
    this.verdicts = verdicts;
  }

  @GetMapping(
      path = "/verdicts/{question}/{environment}/{*subject}",
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> verdict(
      @PathVariable String question,
      @PathVariable String environment,
      @PathVariable String subject,
      @RequestParam MultiValueMap<String, String> parameters) {
    byte[] verdict =
        VerdictJson.bytes(
            verdicts.at(
                VerdictAddress.of(
                    question, environment, subject, VerdictAddress.once(parameters))));
    return ResponseEntity.ok().eTag(VerdictJson.digest(verdict)).body(verdict);
  }
}
