package dev.changeover.explain.retry;

import java.time.Instant;
import java.util.List;

/** Whether the inbox of a consumer makes running a step again harmless. */
public sealed interface InboxStanding {

  /** No inbox is known to protect it. {@code why}: a clause, e.g. {@code how long is not told}. */
  record None(String why) implements InboxStanding {}

  /**
   * The consumer remembers the message that every try took.
   *
   * @param redelivered whether it was seen to come again under the same id
   */
  record Remembers(String messageId, String queue, Instant until, boolean redelivered)
      implements InboxStanding {}

  /** The consumer forgot it, or is about to. */
  record Forgotten(String messageId, String queue, Instant at) implements InboxStanding {}

  /** It came again under another id, which the consumer cannot know. */
  record IdChanged(String queue, List<String> messageIds) implements InboxStanding {}
}
