package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.MessageConsumed;
import dev.changeover.event.ActionEvent.MessagePublished;
import dev.changeover.event.MessageForm;
import dev.changeover.event.Recorded;
import java.util.List;
import java.util.Optional;

/**
 * A message of an action.
 *
 * @param form name and version of its form; empty: not told
 * @param messageId empty where the source does not tell; then one publication and one consumption
 *     on the same queue are taken for the same message
 */
public record ActionMessage(
    String queue,
    Optional<MessageForm> form,
    Optional<String> messageId,
    Optional<Recorded<MessagePublished>> published,
    List<Recorded<MessageConsumed>> consumed) {

  /** Published, and nobody told of taking it. */
  public boolean unconsumed() {
    return published.isPresent() && consumed.isEmpty();
  }

  /** E.g. {@code message 8f3a on orders}. */
  public String name() {
    return messageId.map(id -> "message " + id).orElse("a message") + " on " + queue;
  }
}
