package dev.changeover.ops.server;

import dev.changeover.ops.server.ReadModels.Kept;
import dev.changeover.ops.server.RunningRebuild.Done;
import dev.changeover.ops.server.RunningRebuild.Failed;
import dev.changeover.ops.server.RunningRebuild.Working;
import dev.changeover.projection.rebuild.RebuildRefused;
import dev.changeover.projection.rebuild.Rebuilt;
import dev.changeover.projection.rebuild.Stage;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /admin/replays/{name}}: rebuilds a read model beside the live one, and tells how far. */
@RestController
final class Replays {
  private final ReadModels readModels;
  private final Rebuilds rebuilds;

  Replays(ReadModels readModels, Rebuilds rebuilds) {
    this.readModels = readModels;
    this.rebuilds = rebuilds;
  }

  /**
   * How far a rebuild has got.
   *
   * @param position that the new rows are folded to; -1: none yet
   * @param head position that they have to come to: that of the live rows
   * @param same whether the rebuilt rows are those that were there; null: not known yet, or not
   *     rebuilt
   * @param digest of the rebuilt rows, SHA-256 in lower-case hex; null likewise
   * @param result what has become of it, for people; null: not finished
   */
  record Progress(
      Stage stage,
      long position,
      long head,
      boolean finished,
      @Nullable Boolean same,
      @Nullable String digest,
      @Nullable String result) {}

  @PostMapping("/admin/replays/{name}")
  ResponseEntity<Progress> begin(@PathVariable String name) {
    Kept model = model(name);
    if (!readModels.kept()) {
      throw refused(
          HttpStatus.CONFLICT,
          "this node keeps no read models; ask one that runs with projections");
    }
    try {
      return ResponseEntity.accepted()
          .location(URI.create("/admin/replays/" + name))
          .body(progressOf(rebuilds.begin(model)));
    } catch (RebuildRefused refused) {
      throw refused(HttpStatus.CONFLICT, String.valueOf(refused.getMessage()));
    }
  }

  @GetMapping("/admin/replays/{name}")
  Progress progress(@PathVariable String name) {
    String known = model(name).projector().name();
    return rebuilds
        .last(known)
        .map(Replays::progressOf)
        .orElseThrow(
            () ->
                refused(
                    HttpStatus.NOT_FOUND,
                    "read model " + known + " has not been rebuilt since this server started"));
  }

  private static Progress progressOf(RunningRebuild running) {
    Stage stage = running.rebuild().stage();
    long position = running.rebuild().position();
    return switch (running.outcome()) {
      case Working() ->
          new Progress(stage, position, running.rebuild().target(), false, null, null, null);
      case Done(Rebuilt rebuilt) ->
          new Progress(
              stage, position, position, true, rebuilt.same(), rebuilt.after(), told(rebuilt));
      case Failed(String reason) ->
          new Progress(
              stage,
              position,
              running.rebuild().target(),
              true,
              null,
              null,
              "NOT rebuilt, the rows are those that were there: " + reason);
    };
  }

  private static String told(Rebuilt rebuilt) {
    String compared =
        rebuilt.same()
            ? "rebuilt, at position %d the same rows as before, SHA-256 %s"
                .formatted(rebuilt.position(), rebuilt.after())
            : "rebuilt, at position %d OTHER rows than before, SHA-256 %s (before: %s)"
                .formatted(rebuilt.position(), rebuilt.after(), rebuilt.before());
    return rebuilt.lettersBefore() == 0 && rebuilt.lettersAfter() == 0
        ? compared
        : compared
            + "; %d dead letters, before: %d"
                .formatted(rebuilt.lettersAfter(), rebuilt.lettersBefore());
  }

  private Kept model(String name) {
    return readModels
        .named(name)
        .orElseThrow(
            () ->
                refused(
                    HttpStatus.NOT_FOUND,
                    "there is no read model %s; there are %s".formatted(name, readModels.names())));
  }

  private static ErrorResponseException refused(HttpStatus status, String detail) {
    return new ErrorResponseException(
        status, ProblemDetail.forStatusAndDetail(status, detail), null);
  }
}
