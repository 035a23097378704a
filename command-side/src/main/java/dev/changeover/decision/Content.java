package dev.changeover.decision;

import dev.changeover.event.json.EventJson;
import tools.jackson.databind.node.ObjectNode;

/** Inputs as the content of events. */
final class Content {
  private static final String KEY = "idempotencyKey";

  private Content() {}

  /** The members of an input save the key, which is part of the event's identity. */
  static ObjectNode of(Intention input) {
    ObjectNode content = EventJson.mapper().valueToTree(input);
    content.remove(KEY);
    return content;
  }
}
