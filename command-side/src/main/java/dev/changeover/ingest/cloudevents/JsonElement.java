package dev.changeover.ingest.cloudevents;

import dev.changeover.problem.Problem;
import dev.changeover.problem.ProblemCode;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One element of a document.
 *
 * @param value what was read; incomplete where there is a fault
 * @param fault the first thing wrong with it; null: nothing
 */
record JsonElement(JsonNode value, @Nullable Problem fault) {

  /** Reads the element that the parser stands at the first token of, to its last token. */
  static JsonElement read(JsonParser parser) {
    Builder builder = new Builder(parser);
    JsonNode value = builder.value(1);
    return new JsonElement(value, builder.fault);
  }

  /**
   * Builds the tree and keeps the first fault with its place; what is beyond a limit is skipped.
   */
  private static final class Builder {
    private static final int MAX_NUMBER_CHARACTERS = 100;
    private static final int MAX_SCALE = 400;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser parser;
    private final Deque<Object> path = new ArrayDeque<>();
    private @Nullable Problem fault;

    Builder(JsonParser parser) {
      this.parser = parser;
    }

    JsonNode value(int depth) {
      return switch (parser.currentToken()) {
        case START_OBJECT -> depth > StrictJson.MAX_DEPTH ? tooDeep() : object(depth);
        case START_ARRAY -> depth > StrictJson.MAX_DEPTH ? tooDeep() : array(depth);
        case VALUE_STRING -> NODES.stringNode(text(parser.getString()));
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
        case VALUE_TRUE -> NODES.booleanNode(true);
        case VALUE_FALSE -> NODES.booleanNode(false);
        default -> NODES.nullNode();
      };
    }

    private ObjectNode object(int depth) {
      ObjectNode object = NODES.objectNode();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        path.addLast(name);
        text(name);
        if (object.has(name)) {
          note(
              ProblemCode.JSON_MEMBER_REPEATED,
              "the member is there twice; which one is meant cannot be told");
        }
        parser.nextToken();
        object.set(name, value(depth + 1));
        path.removeLast();
      }
      return object;
    }

    private ArrayNode array(int depth) {
      ArrayNode array = NODES.arrayNode();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        path.addLast(array.size());
        array.add(value(depth + 1));
        path.removeLast();
      }
      return array;
    }

    private JsonNode tooDeep() {
      note(
          ProblemCode.JSON_LIMIT_EXCEEDED,
          "nested deeper than %d levels".formatted(StrictJson.MAX_DEPTH));
      parser.skipChildren();
      return NODES.nullNode();
    }

    /** Whole numbers as such, all others as decimals: nothing is rounded. */
    private JsonNode number() {
      String digits = parser.getString();
      if (digits.length() > MAX_NUMBER_CHARACTERS) {
        note(
            ProblemCode.JSON_LIMIT_EXCEEDED,
            "a number of %d characters, at most %d are taken"
                .formatted(digits.length(), MAX_NUMBER_CHARACTERS));
        return NODES.nullNode();
      }
      if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
        return decimal(parser.getDecimalValue());
      }
      return digits.length() > 18
          ? NODES.numberNode(parser.getBigIntegerValue())
          : NODES.numberNode(parser.getLongValue());
    }

    /** A huge exponent is a few characters that unfold to gigabytes in the wrong hands. */
    private JsonNode decimal(BigDecimal number) {
      if (Math.abs((long) number.scale()) > MAX_SCALE) {
        note(
            ProblemCode.JSON_LIMIT_EXCEEDED,
            "a number with an exponent beyond %d".formatted(MAX_SCALE));
        return NODES.nullNode();
      }
      return NODES.numberNode(number);
    }

    /** Refuses what no database and no UTF-8 text can hold. */
    private String text(String text) {
      if (text.length() > StrictJson.MAX_STRING_CHARACTERS) {
        note(
            ProblemCode.JSON_LIMIT_EXCEEDED,
            "a text of %d characters, at most %d are taken"
                .formatted(text.length(), StrictJson.MAX_STRING_CHARACTERS));
      }
      if (text.codePoints().anyMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF))) {
        note(
            ProblemCode.EVENT_MALFORMED,
            "the text holds U+0000 or half of a surrogate pair, which cannot be stored");
      }
      return text;
    }

    private void note(ProblemCode code, String detail) {
      if (fault == null) {
        fault = Problem.at(code, pointer(), detail);
      }
    }

    private String pointer() {
      StringBuilder pointer = new StringBuilder();
      for (Iterator<Object> steps = path.iterator(); steps.hasNext(); ) {
        String step = String.valueOf(steps.next());
        String shown = step.length() > 200 ? step.substring(0, 200) : step;
        pointer.append('/').append(shown.replace("~", "~0").replace("/", "~1"));
      }
      return pointer.toString();
    }
  }
}
