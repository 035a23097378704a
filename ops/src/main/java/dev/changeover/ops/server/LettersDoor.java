package dev.changeover.ops.server;

import dev.changeover.ops.server.LetterRows.Letter;
import dev.changeover.ops.server.ReadModels.Kept;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /admin/dead-letters}: facts that could not be folded into a read model; what they are, and
 * trying them again now.
 */
@RestController
final class LettersDoor {
  private final ReadModels readModels;
  private final LetterRows rows;

  LettersDoor(ReadModels readModels, LetterRows rows) {
    this.readModels = readModels;
    this.rows = rows;
  }

  /** What trying again led to. */
  record Retried(String readModel, long folded, long left) {}

  @GetMapping("/admin/dead-letters")
  List<Letter> list() {
    return rows.all();
  }

  @GetMapping("/admin/dead-letters/{name}/{position}")
  Letter explain(@PathVariable String name, @PathVariable long position) {
    return rows.find(name, position)
        .orElseThrow(
            () ->
                refused(
                    HttpStatus.NOT_FOUND,
                    "the fact at position %d is no dead letter of read model %s; see GET /admin/dead-letters"
                        .formatted(position, name)));
  }

  @PostMapping("/admin/dead-letters/{name}/retry")
  Retried retry(@PathVariable String name) {
    Kept model =
        readModels
            .named(name)
            .orElseThrow(
                () ->
                    refused(
                        HttpStatus.NOT_FOUND,
                        "there is no read model %s; there are %s"
                            .formatted(name, readModels.names())));
    if (!readModels.kept()) {
      throw refused(
          HttpStatus.CONFLICT,
          "this node keeps no read models; ask one that runs with projections");
    }
    int folded = model.processor().retryDeadLetters();
    return new Retried(name, folded, model.processor().deadLetters());
  }

  private static ErrorResponseException refused(HttpStatus status, String detail) {
    return new ErrorResponseException(
        status, ProblemDetail.forStatusAndDetail(status, detail), null);
  }
}
