package dev.changeover.ingest.cloudevents;

import dev.changeover.event.Event;
import dev.changeover.event.json.EventJson;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a source sent beside what the record holds, so that nothing is dropped: wire type and
 * version of the specification, links and chain of the context, source and type of the subject,
 * content that no record knows, custom data, extension attributes of the CloudEvent.
 */
final class Residue {
  private static final Set<String> HELD_OF_CONTEXT =
      Set.of("id", "source", "type", "timestamp", "version", "specversion");
  private static final Set<String> HELD_OF_SUBJECT = Set.of("id", "content");

  private Residue() {}

  /**
   * The rest of an event, as a JSON object.
   *
   * @param attributes extension attributes of the CloudEvent around it; mostly empty
   */
  static ObjectNode of(CDEvent sent, Event held, Map<String, String> attributes) {
    ObjectNode rest = JsonNodeFactory.instance.objectNode();
    rest.put("wireType", sent.wireType());
    rest.put("specversion", sent.specificationVersion());
    put(rest, "context", without(sent.whole().path("context"), HELD_OF_CONTEXT));
    put(rest, "subject", without(sent.whole().path("subject"), HELD_OF_SUBJECT));
    put(rest, "content", contentBeside(sent, EventJson.mapper().valueToTree(held)));
    for (Map.Entry<String, JsonNode> member : sent.whole().properties()) {
      if (!member.getKey().equals("context") && !member.getKey().equals("subject")) {
        rest.set(member.getKey(), member.getValue());
      }
    }
    if (!attributes.isEmpty()) {
      ObjectNode cloudEvent = rest.putObject("cloudevent");
      attributes.forEach(cloudEvent::put);
    }
    return rest;
  }

  /** The names of the specification are not those of our records: its content is kept whole. */
  private static @Nullable JsonNode contentBeside(CDEvent sent, JsonNode held) {
    ObjectNode content = sent.content().object();
    if (sent.type() instanceof WireType.Standard) {
      return held.path("content").isString() ? null : content;
    }
    if (held.path("wireType").isString()) {
      return null;
    }
    ObjectNode rest = without(content, Set.of("environment"));
    put(rest, "environment", without(content.path("environment"), Set.of("id")));
    return beside(rest, held);
  }

  /** The members of {@code sent} that have no counterpart in {@code held}; null: none. */
  private static @Nullable JsonNode beside(JsonNode sent, @Nullable JsonNode held) {
    if (held == null) {
      return sent;
    }
    if (sent.isArray() && held.isArray() && sent.size() == held.size()) {
      for (int i = 0; i < sent.size(); i++) {
        if (beside(sent.get(i), held.get(i)) != null) {
          return sent;
        }
      }
      return null;
    }
    if (!sent.isObject() || !held.isObject()) {
      return null;
    }
    ObjectNode rest = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : sent.properties()) {
      JsonNode left = beside(member.getValue(), held.get(member.getKey()));
      put(rest, member.getKey(), member.getValue().isNull() ? null : left);
    }
    return rest.isEmpty() ? null : rest;
  }

  private static ObjectNode without(JsonNode node, Set<String> names) {
    ObjectNode rest = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (!names.contains(member.getKey())) {
        rest.set(member.getKey(), member.getValue());
      }
    }
    return rest;
  }

  private static void put(ObjectNode rest, String name, @Nullable JsonNode value) {
    if (value != null && !(value.isObject() && value.isEmpty())) {
      rest.set(name, value);
    }
  }
}
