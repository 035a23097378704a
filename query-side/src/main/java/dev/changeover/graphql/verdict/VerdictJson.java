package dev.changeover.graphql.verdict;

import dev.changeover.event.Sha256;
import dev.changeover.event.json.EventJson;
import dev.changeover.explain.Verdict;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Verdicts as JSON: members in the order of the records, absent values left out, one line. The same
 * verdict gives the same bytes.
 */
public final class VerdictJson {
  private VerdictJson() {}

  /** The verdict; each finding also has a member {@code kind} with its name. */
  public static JsonNode tree(Verdict verdict) {
    ObjectNode tree = EventJson.mapper().valueToTree(verdict);
    ArrayNode findings = (ArrayNode) tree.get("findings");
    for (int i = 0; i < verdict.findings().size(); i++) {
      ((ObjectNode) findings.get(i))
          .put("kind", verdict.findings().get(i).getClass().getSimpleName());
    }
    return tree;
  }

  /** UTF-8 with a line end. */
  public static byte[] bytes(Verdict verdict) {
    return (EventJson.mapper().writeValueAsString(tree(verdict)) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** SHA-256 of {@link #bytes}, lowercase hex: what a decision names a verdict by. */
  public static String digest(Verdict verdict) {
    return digest(bytes(verdict));
  }

  /** As {@link #digest(Verdict)}, of the bytes of one. */
  static String digest(byte[] verdict) {
    return Sha256.of(verdict).hex();
  }
}
