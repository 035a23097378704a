package dev.changeover.decision;

import dev.changeover.event.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A rollback that was tried. Names a release, a component, or both.
 *
 * @param at when it was tried; null: now
 */
record RollbackRecordRehearsalInput(
    String environment,
    @Nullable String release,
    @Nullable String component,
    String from,
    String to,
    @Nullable Instant at,
    @Nullable Duration duration,
    @Nullable Conditions conditions,
    Outcome outcome,
    String idempotencyKey)
    implements Intention {

  /** What it met; null: not measured. */
  record Conditions(
      @Nullable Long queueDepth,
      @Nullable Duration oldestAge,
      @Nullable Long rows,
      @Nullable Long inFlight,
      List<String> migrations) {}

  @Override
  public String eventName() {
    return "release.rehearsed";
  }

  @Override
  public String subject() {
    return release != null ? release : component != null ? component : "";
  }

  @Override
  public ObjectNode content(String caller) {
    return Content.of(this);
  }
}
