package dev.changeover.ingest.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.changeover.event.Sha256;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * One spelling of each JSON value, whatever the order of members, the spacing and the spelling of
 * numbers, so that an event that was read and written again on its way is still the same event.
 *
 * <p>As RFC 8785 (members sorted by UTF-16 code unit, no spacing), save that numbers are written by
 * exact value: {@code 1.0}, {@code 1} and {@code 1e0} are one number, and large whole numbers are
 * not rounded to a double.
 */
final class CanonicalJson {
  private CanonicalJson() {}

  /** Over the UTF-8 bytes of the canonical text. */
  static Sha256 sha256(JsonNode node) {
    return Sha256.of(write(node).getBytes(UTF_8));
  }

  static String write(JsonNode node) {
    StringBuilder out = new StringBuilder(1024);
    write(node, out);
    return out.toString();
  }

  private static void write(JsonNode node, StringBuilder out) {
    if (node.isObject()) {
      writeObject(node, out);
    } else if (node.isArray()) {
      String separator = "[";
      for (JsonNode element : node) {
        out.append(separator);
        write(element, out);
        separator = ",";
      }
      out.append(node.isEmpty() ? "[]" : "]");
    } else if (node.isNumber()) {
      BigDecimal value = node.decimalValue();
      out.append(value.signum() == 0 ? "0" : value.stripTrailingZeros().toString());
    } else {
      out.append(node);
    }
  }

  private static void writeObject(JsonNode object, StringBuilder out) {
    List<String> names = new ArrayList<>(object.propertyNames());
    Collections.sort(names);
    String separator = "{";
    for (String name : names) {
      out.append(separator).append(StringNode.valueOf(name)).append(':');
      write(object.get(name), out);
      separator = ",";
    }
    out.append(names.isEmpty() ? "{}" : "}");
  }
}
