package dev.changeover.decision;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An approval of a release, or of one step of it. It is a decision on PROCEED with choice APPROVED.
 *
 * @param step null: the whole release
 * @param actor who approves; null: the caller
 */
record ReleaseApproveInput(
    String environment,
    String release,
    @Nullable String step,
    String reason,
    @Nullable String actor,
    String idempotencyKey)
    implements Intention {

  @Override
  public String eventName() {
    return "decision.recorded";
  }

  @Override
  public String subject() {
    return environment + "/" + release;
  }

  @Override
  public ObjectNode content(String caller) {
    ObjectNode content =
        JsonNodeFactory.instance
            .objectNode()
            .put("environment", environment)
            .put("question", "PROCEED")
            .put("subject", subject())
            .put("choice", "APPROVED")
            .put("actor", actor == null ? caller : actor)
            .put("reason", reason);
    return step == null ? content : content.put("target", step);
  }
}
