package dev.changeover.problem;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Writes a problem as an HTTP answer. */
public final class ProblemAnswer {
  private ProblemAnswer() {}

  /** For a filter, which has no controller behind it. */
  public static void write(HttpServletResponse response, Problem problem) throws IOException {
    response.setStatus(problem.code().status());
    response.setContentType(Problem.MEDIA_TYPE);
    response.getOutputStream().write(bytes(problem));
  }

  /** For a controller. */
  public static ResponseEntity<byte[]> of(Problem problem) {
    return ResponseEntity.status(problem.code().status())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(bytes(problem));
  }

  private static byte[] bytes(Problem problem) {
    return problem.json().toString().getBytes(UTF_8);
  }
}
