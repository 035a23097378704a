package dev.changeover.ops.server;

import dev.changeover.ops.server.ReadModels.Kept;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /admin/replays/{name}}: rebuilds a read model from the log. Rows are compared before and
 * after by digest, where no fact came in between.
 */
@RestController
final class Replays {
  private final ReadModels readModels;
  private final JdbcClient database;
  private final Map<String, Begun> begun = new ConcurrentHashMap<>();

  Replays(ReadModels readModels, JdbcClient database) {
    this.readModels = readModels;
    this.database = database;
  }

  /** A rebuild: what the rows were like at which position when it began. */
  private record Begun(long position, long target, String digest) {}

  /**
   * How far a rebuild has got.
   *
   * @param same whether the rebuilt rows are those that were there; null: not finished, or facts
   *     came in between
   */
  record Progress(
      long position,
      long head,
      boolean finished,
      @Nullable Boolean same,
      @Nullable String result) {}

  @PostMapping("/admin/replays/{name}")
  ResponseEntity<Progress> begin(@PathVariable String name) {
    Kept model = model(name);
    long before = model.processor().position().orElse(-1);
    begun.put(name, new Begun(before, head(), model.projector().digest()));
    model.processor().replay();
    return ResponseEntity.accepted()
        .location(URI.create("/admin/replays/" + name))
        .body(progressOf(name, model));
  }

  @GetMapping("/admin/replays/{name}")
  Progress progress(@PathVariable String name) {
    return progressOf(name, model(name));
  }

  private Progress progressOf(String name, Kept model) {
    Begun start = begun.get(name);
    if (start == null) {
      throw notFound("read model " + name + " has not been rebuilt since this server started");
    }
    long position = model.processor().position().orElse(-1);
    if (position < start.target()) {
      return new Progress(position, start.target(), false, null, null);
    }
    String digest = model.projector().digest();
    long after = model.processor().position().orElse(-1);
    if (after != start.position()) {
      return new Progress(
          after,
          start.target(),
          true,
          null,
          "rebuilt; facts came in meanwhile, so the rows cannot be compared");
    }
    boolean same = digest.equals(start.digest());
    return new Progress(
        after,
        start.target(),
        true,
        same,
        (same
                ? "rebuilt, the same rows as before, SHA-256 "
                : "rebuilt, OTHER rows than before, SHA-256 ")
            + digest);
  }

  private Kept model(String name) {
    return readModels
        .named(name)
        .orElseThrow(
            () -> notFound("there is no read model " + name + "; there are " + readModels.names()));
  }

  private long head() {
    return database.sql("select next_position - 1 from ledger.head").query(Long.class).single();
  }

  private static ErrorResponseException notFound(String detail) {
    return new ErrorResponseException(
        HttpStatus.NOT_FOUND, ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, detail), null);
  }
}
