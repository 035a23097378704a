package dev.changeover.decision;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * That somebody has looked at the gaps of a topic and nothing of them is missing any more.
 *
 * @param foundUpTo position in the log of the last gap that was looked at
 * @param reason what was found
 * @param by who looked; null: the caller
 */
record FeedCloseGapsInput(
    String environment,
    String topic,
    long foundUpTo,
    String reason,
    @Nullable String by,
    String idempotencyKey)
    implements Intention {

  @Override
  public String eventName() {
    return "feed.gapclosed";
  }

  @Override
  public String subject() {
    return topic;
  }

  @Override
  public ObjectNode content(String caller) {
    return Content.of(this).put("by", by == null ? caller : by);
  }
}
