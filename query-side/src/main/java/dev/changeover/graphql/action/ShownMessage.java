package dev.changeover.graphql.action;

import dev.changeover.event.MessageForm;
import dev.changeover.event.Recorded;
import dev.changeover.graphql.Cites;
import dev.changeover.projection.action.ActionMessage;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A message of an action: the type {@code ActionMessage} of the schema. */
record ShownMessage(
    String queue,
    @Nullable String schema,
    @Nullable String messageId,
    @Nullable Instant publishedAt,
    @Nullable Instant consumedAt,
    List<Long> positions)
    implements Cites {

  static ShownMessage of(ActionMessage message) {
    return new ShownMessage(
        message.queue(),
        message.form().map(MessageForm::text).orElse(null),
        message.messageId().orElse(null),
        message.published().map(Recorded::effectiveAt).orElse(null),
        message.consumed().stream().map(Recorded::effectiveAt).min(Instant::compareTo).orElse(null),
        Stream.<Recorded<?>>concat(message.published().stream(), message.consumed().stream())
            .map(Recorded::position)
            .distinct()
            .sorted()
            .toList());
  }
}
