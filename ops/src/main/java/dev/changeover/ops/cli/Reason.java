package dev.changeover.ops.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import tools.jackson.databind.JsonNode;

/**
 * One reason of a verdict as a person reads it: a finding with those that only say it again, of
 * other subjects by the same facts or in the same words.
 *
 * @param findings at least one; all of one rule, with one cure
 */
record Reason(List<JsonNode> findings) {

  /** In the order in which a verdict gives them; each stands where its first finding does. */
  static List<Reason> of(JsonNode verdict) {
    Map<List<Object>, Reason> bySaying = new LinkedHashMap<>();
    List<Reason> reasons = new ArrayList<>();
    for (JsonNode finding : verdict.path("findings")) {
      List<Object> words = saying(finding, finding.path("message"));
      List<Object> proof = saying(finding, evidence(finding));
      Reason known = bySaying.getOrDefault(words, bySaying.get(proof));
      if (known == null) {
        known = new Reason(new ArrayList<>());
        reasons.add(known);
      }
      known.findings().add(finding);
      bySaying.put(words, known);
      if (!finding.path("facts").isEmpty() && !kind(finding).equals("Supports")) {
        bySaying.put(proof, known);
      }
    }
    return reasons;
  }

  /** Whether the leading reason has no cure, so that those of all others would be in vain. */
  static boolean nothingCures(JsonNode verdict) {
    return of(verdict).stream().findFirst().filter(Reason::isIncurable).isPresent();
  }

  boolean isIncurable() {
    return first().path("remedy").path("kind").asString("").equals("IMPOSSIBLE");
  }

  String rule() {
    return first().path("rule").path("id").asString();
  }

  /** What it alone would make of the answer. */
  String answers() {
    return switch (kind(first())) {
      case "Supports" -> "SAFE";
      case "Requires" -> "SAFE_IF";
      case "Blocks" -> "UNSAFE";
      default -> "UNKNOWN";
    };
  }

  /** Mark, rule and words. */
  String line() {
    return "  %s %s  %s%s".formatted(mark(), rule(), first().path("message").asString(), also());
  }

  Optional<String> cure() {
    return text(first().path("remedy").path("text"));
  }

  Optional<String> howToGet() {
    return text(first().path("missing").path("howToGet"));
  }

  /** All that its findings cite, each once. */
  List<JsonNode> facts() {
    SequencedSet<JsonNode> facts = new LinkedHashSet<>();
    findings.forEach(each -> each.path("facts").forEach(facts::add));
    return List.copyOf(facts);
  }

  /** The other subjects that it is said of. */
  private String also() {
    List<String> others =
        findings.stream().skip(1).map(each -> each.path("subject").asString()).distinct().toList();
    return others.isEmpty() || others.equals(List.of(first().path("subject").asString()))
        ? ""
        : " Likewise: " + String.join(", ", others) + ".";
  }

  private String mark() {
    return switch (kind(first())) {
      case "Supports" -> "+";
      case "Requires" -> "!";
      case "Blocks" -> "x";
      default -> "?";
    };
  }

  private JsonNode first() {
    return findings.getFirst();
  }

  private static List<Object> saying(JsonNode finding, Object what) {
    return List.of(
        kind(finding),
        finding.path("rule").path("id").asString(),
        finding.path("remedy").path("text").asString(""),
        finding.path("missing").path("howToGet").asString(""),
        what);
  }

  private static List<String> evidence(JsonNode finding) {
    List<String> evidence = new ArrayList<>();
    for (JsonNode fact : finding.path("facts")) {
      evidence.add(fact.path("name").asString() + " = " + fact.path("value").asString());
    }
    return evidence;
  }

  private static String kind(JsonNode finding) {
    return finding.path("__typename").asString();
  }

  private static Optional<String> text(JsonNode node) {
    return Optional.of(node.asString("")).filter(each -> !each.isEmpty());
  }
}
