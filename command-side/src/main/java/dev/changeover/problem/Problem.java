package dev.changeover.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Problem details. Source: RFC 9457.
 *
 * @param code what went wrong, stable
 * @param detail this occurrence in words: the value, the place, the remedy
 * @param pointer JSON pointer (RFC 6901) into the request body to the place of the fault; empty for
 *     the whole body; null where the fault is not in the body
 * @param more further faults of the same request, each with its own place; mostly empty
 */
public record Problem(
    ProblemCode code, String detail, @Nullable String pointer, List<Problem> more) {

  /** The media type of its JSON. */
  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    more = List.copyOf(more);
  }

  public static Problem of(ProblemCode code, String detail) {
    return new Problem(code, detail, null, List.of());
  }

  public static Problem at(ProblemCode code, String pointer, String detail) {
    return new Problem(code, detail, pointer, List.of());
  }

  /** The same problem, seen from a document in which this one is found at {@code prefix}. */
  public Problem under(String prefix) {
    return pointer == null ? this : new Problem(code, detail, prefix + pointer, more);
  }

  /** The JSON of RFC 9457, with {@code code} and {@code pointer} beside the standard members. */
  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", code.type());
    json.put("title", code.title());
    json.put("status", code.status());
    json.put("detail", detail);
    json.put("code", code.name());
    if (pointer != null) {
      json.put("pointer", pointer);
    }
    if (!more.isEmpty()) {
      var errors = json.putArray("errors");
      for (Problem each : more) {
        ObjectNode error = errors.addObject().put("detail", each.detail);
        if (each.pointer != null) {
          error.put("pointer", each.pointer);
        }
      }
    }
    return json;
  }
}
