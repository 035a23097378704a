package dev.changeover.projection.processor;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/** Where a message comes from, told without reading the fact that it carries. */
final class Placed {
  private static final String STREAM = "stream";
  private static final String ENVIRONMENT = "environment";

  private Placed() {}

  static String stream(EventMessage<?> message) {
    if (message.getMetaData().get(STREAM) instanceof String stream) {
      return stream;
    }
    throw new IllegalStateException(
        "message %s does not name its stream; read facts from the log's own message source"
            .formatted(message.getIdentifier()));
  }

  /** Null: the fact is of none. */
  static @Nullable String environment(EventMessage<?> message) {
    return message.getMetaData().get(ENVIRONMENT) instanceof String environment
        ? environment
        : null;
  }

  /** In the log. */
  static long position(EventMessage<?> message) {
    if (message instanceof TrackedEventMessage<?> tracked) {
      return tracked.trackingToken().position().orElseThrow();
    }
    throw new IllegalStateException(
        "message %s has no place in the log; read facts from the log's own message source"
            .formatted(message.getIdentifier()));
  }
}
