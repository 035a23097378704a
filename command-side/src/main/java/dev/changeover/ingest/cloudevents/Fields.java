package dev.changeover.ingest.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads members of a JSON object; a member of the wrong kind is refused at its place. */
record Fields(ObjectNode object, String pointer) {

  /** Longest identity or name, in UTF-8 bytes; what a database index can hold. */
  static final int MAX_NAME_BYTES = 1024;

  /** A required object. */
  Fields object(String name) {
    JsonNode node = required(name, "an object");
    if (node instanceof ObjectNode object) {
      return new Fields(object, at(name));
    }
    throw wrongKind(name, "an object", node);
  }

  /** An object, or null where the member is absent or null. */
  @Nullable Fields optionalObject(String name) {
    return isAbsent(name) ? null : object(name);
  }

  /** A required text that is not blank and not longer than a name may be. */
  String name(String name) {
    String text = text(name);
    if (text.isBlank()) {
      throw RefusedEvent.malformed(at(name), "is empty; expected a text");
    }
    int bytes = text.getBytes(UTF_8).length;
    if (bytes > MAX_NAME_BYTES) {
      throw RefusedEvent.malformed(
          at(name), "has %d bytes, at most %d are taken".formatted(bytes, MAX_NAME_BYTES));
    }
    return text;
  }

  /** As {@link #name}, or null where the member is absent or null. */
  @Nullable String optionalName(String name) {
    return isAbsent(name) ? null : name(name);
  }

  /** A text, or null where the member is absent or no text: for what is only shown. */
  @Nullable String shown(String name) {
    JsonNode node = object.get(name);
    return node != null && node.isString() ? node.stringValue() : null;
  }

  boolean isAbsent(String name) {
    JsonNode node = object.get(name);
    return node == null || node.isNull();
  }

  /** The pointer to a member. */
  String at(String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  private String text(String name) {
    JsonNode node = required(name, "a text");
    if (!node.isString()) {
      throw wrongKind(name, "a text", node);
    }
    return node.stringValue();
  }

  private JsonNode required(String name, String expected) {
    JsonNode node = object.get(name);
    if (node == null || node.isNull()) {
      throw RefusedEvent.malformed(at(name), "is missing; expected " + expected);
    }
    return node;
  }

  private RefusedEvent wrongKind(String name, String expected, JsonNode node) {
    return RefusedEvent.malformed(
        at(name), "is %s; expected %s".formatted(describe(node), expected));
  }

  static String describe(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      case STRING -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "a boolean";
      case NULL -> "null";
      case BINARY, MISSING, POJO -> "nothing that JSON knows";
    };
  }
}
