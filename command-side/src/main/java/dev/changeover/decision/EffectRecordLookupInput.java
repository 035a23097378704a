package dev.changeover.decision;

import dev.changeover.event.ActionEvent.EffectOutcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the callee said when it was asked about an effect.
 *
 * @param action {@code type/id}
 * @param outcome NO_EFFECT where the callee knows nothing of it
 * @param by who asked; null: the caller
 * @param at when the callee was asked; null: now
 */
record EffectRecordLookupInput(
    String environment,
    String action,
    String effect,
    EffectOutcome outcome,
    @Nullable String by,
    @Nullable Instant at,
    String idempotencyKey)
    implements Intention {

  @Override
  public String eventName() {
    return "effect.lookedup";
  }

  @Override
  public String subject() {
    return action;
  }

  @Override
  public ObjectNode content(String caller) {
    return Content.of(this).put("by", by == null ? caller : by);
  }
}
