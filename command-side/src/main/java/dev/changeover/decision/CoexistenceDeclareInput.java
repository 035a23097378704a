package dev.changeover.decision;

import dev.changeover.event.CoexistenceEvent.Compatibility;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether versions of one component may live beside versions of another.
 *
 * @param until until when; null: no end
 * @param source who says so; null: the caller
 */
record CoexistenceDeclareInput(
    String environment,
    Side a,
    Side b,
    Compatibility verdict,
    @Nullable Instant until,
    @Nullable String source,
    String idempotencyKey)
    implements Intention {

  /** Exact versions or semver ranges. */
  record Side(String component, List<String> versions) {}

  @Override
  public String eventName() {
    return "coexistence.declared";
  }

  @Override
  public String subject() {
    return a.component();
  }

  @Override
  public ObjectNode content(String caller) {
    return Content.of(this).put("source", source == null ? caller : source);
  }
}
