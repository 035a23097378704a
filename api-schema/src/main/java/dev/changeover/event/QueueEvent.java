package dev.changeover.event;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Snapshots of queues; {@code queue/<environment>/<name>}. */
public sealed interface QueueEvent extends Event {

  /**
   * A snapshot of one queue.
   *
   * @param depth messages waiting
   * @param bySchema messages by form, where the source can tell
   * @param deadLetters messages in the dead letter queue; null: not told
   * @param delayed messages that become visible later; null: not told
   * @param unknownSchema messages whose form could not be told
   */
  record QueueObserved(
      String queue,
      long depth,
      @Nullable Duration oldestAge,
      Map<MessageForm, Long> bySchema,
      @Nullable Long deadLetters,
      @Nullable Long delayed,
      @Nullable Long unknownSchema)
      implements QueueEvent {}
}
