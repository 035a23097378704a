package dev.changeover.explain.retry;

import java.time.Instant;
import java.util.List;
import java.util.SortedSet;

/** Whether the inbox of a consumer makes running a step again harmless. */
public sealed interface InboxStanding {

  /** No inbox is known to protect it. {@code why}: a clause, e.g. {@code how long is not told}. */
  record None(String why) implements InboxStanding {}

  /**
   * The consumer remembers the message that every try took.
   *
   * @param redelivered whether it was seen to be sent again under the same id
   * @param strangers versions that may take it and of which nobody knows whether they go by that
   *     inbox: no try of theirs is known, or several versions tried, of which one noted it
   */
  record Remembers(
      String messageId,
      String queue,
      Instant until,
      boolean redelivered,
      SortedSet<String> strangers)
      implements InboxStanding {}

  /** The consumer forgot it, or is about to. */
  record Forgotten(String messageId, String queue, Instant at) implements InboxStanding {}

  /** It came again under another id, which the consumer cannot know. */
  record IdChanged(String queue, List<String> messageIds) implements InboxStanding {}
}
