package dev.changeover.ops.cli;

import java.io.PrintWriter;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Prints verdicts and explanations for people; colour only on a terminal. */
final class Output {
  private static final JsonMapper PRETTY =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final PrintWriter out;
  private final boolean colour;

  Output(PrintWriter out) {
    this.out = out;
    this.colour = isTerminal();
  }

  /** JDK 25 has no console where the output is a file or a pipe, whatever its class says. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    return System.console() != null && System.console().isTerminal();
  }

  void json(JsonNode node) {
    out.println(PRETTY.writeValueAsString(node));
    out.flush();
  }

  /** Summary, happened, pending and doubts of an {@code Explanation}. */
  void explanation(JsonNode explanation) {
    out.println(explanation.path("summary").asString());
    statements("Happened", explanation.path("happened"));
    statements("Pending", explanation.path("pending"));
    statements("In doubt", explanation.path("doubts"));
  }

  /** The answer, its reasons with rule and evidence, what is missing. */
  void verdict(String question, JsonNode verdict) {
    answer(question, verdict);
    for (JsonNode finding : verdict.path("findings")) {
      finding(finding);
    }
    remarks(verdict);
    asOf(verdict);
    change(verdict.path("since"));
    out.flush();
  }

  /**
   * The answer with what stands against it and what to do; what speaks for it, and the facts, in
   * one line each. For where several answers come at once.
   */
  void verdictInBrief(String question, JsonNode verdict) {
    answer(question, verdict);
    SortedSet<String> supporting = new TreeSet<>();
    for (JsonNode finding : verdict.path("findings")) {
      if (finding.path("__typename").asString().equals("Supports")) {
        supporting.add(finding.path("rule").path("id").asString());
      } else {
        out.println(reason(finding) + positionsOfFacts(finding.path("facts")));
        remedy(finding);
      }
    }
    if (!supporting.isEmpty()) {
      out.println("  + " + String.join(", ", supporting));
    }
    remarks(verdict);
    change(verdict.path("since"));
    out.flush();
  }

  private void answer(String question, JsonNode verdict) {
    String answer = verdict.path("answer").asString();
    out.println(question + ": " + coloured(answer) + ". " + verdict.path("summary").asString());
  }

  private void remarks(JsonNode verdict) {
    for (JsonNode missing : verdict.path("missing")) {
      out.println(
          "  missing: "
              + missing.path("name").asString()
              + " → "
              + missing.path("howToGet").asString());
    }
    for (JsonNode advice : verdict.path("advice")) {
      out.println("  note: " + advice.asString());
    }
  }

  /** What the marks mean, and at which point of the record the question was asked. */
  void asOf(JsonNode verdict) {
    JsonNode asOf = verdict.path("asOf");
    out.println("  x against it, ? not known, ! only on that condition, + for it");
    out.println(
        "  as of position "
            + asOf.path("position").asString()
            + ", judged at "
            + asOf.path("instant").asString()
            + ", policy "
            + verdict.path("policyVersion").asString()
            + "; times are in UTC");
    out.flush();
  }

  /** What has changed since an earlier moment; nothing where that was not asked. */
  private void change(JsonNode change) {
    if (!change.isObject()) {
      return;
    }
    JsonNode from = change.path("from");
    out.println(
        "Since %s (position %s): %s"
            .formatted(
                from.path("instant").asString(),
                from.path("position").asString(),
                change.path("summary").asString()));
    change.path("appeared").forEach(each -> changed("new ", each, each.path("after")));
    change.path("changed").forEach(each -> changed("now ", each, each.path("after")));
    change.path("gone").forEach(each -> changed("gone", each, each.path("before")));
  }

  private void changed(String how, JsonNode change, JsonNode finding) {
    boolean byTime = change.path("because").asString().equals("TIME");
    out.println(
        "  %s  %s  %s%s"
            .formatted(
                how,
                finding.path("rule").path("id").asString(),
                finding.path("message").asString(),
                byTime ? " [by time alone]" : positions(change.path("events"))));
  }

  void line(String text) {
    out.println(text);
    out.flush();
  }

  private static String reason(JsonNode finding) {
    return "  "
        + mark(finding.path("__typename").asString())
        + " "
        + finding.path("rule").path("id").asString()
        + "  "
        + finding.path("message").asString();
  }

  private void remedy(JsonNode finding) {
    JsonNode remedy = finding.path("remedy");
    if (!remedy.path("text").asString("").isEmpty()) {
      out.println("      do: " + remedy.path("text").asString());
    }
  }

  private void finding(JsonNode finding) {
    out.println(reason(finding));
    remedy(finding);
    for (JsonNode fact : finding.path("facts")) {
      out.println(
          "      seen: "
              + fact.path("name").asString()
              + " = "
              + fact.path("value").asString()
              + positions(fact.path("events"))
              + (fact.path("stale").asBoolean(false) ? " [too old]" : ""));
    }
  }

  private static String positions(JsonNode events) {
    SortedSet<Long> positions = new TreeSet<>();
    events.forEach(each -> positions.add(each.path("position").asLong()));
    return positions(positions);
  }

  private static String positionsOfFacts(JsonNode facts) {
    SortedSet<Long> positions = new TreeSet<>();
    facts.forEach(
        fact -> fact.path("events").forEach(each -> positions.add(each.path("position").asLong())));
    return positions(positions);
  }

  private static String positions(SortedSet<Long> positions) {
    return positions.isEmpty()
        ? ""
        : positions.stream()
            .map(String::valueOf)
            .collect(Collectors.joining(", ", " (event ", ")"));
  }

  private void statements(String title, JsonNode statements) {
    if (statements.isEmpty()) {
      return;
    }
    out.println(title + ":");
    for (JsonNode statement : statements) {
      out.println("  - " + statement.path("text").asString() + positions(statement.path("events")));
    }
  }

  private static String mark(String kind) {
    return switch (kind) {
      case "Supports" -> "+";
      case "Requires" -> "!";
      case "Blocks" -> "x";
      default -> "?";
    };
  }

  private String coloured(String answer) {
    if (!colour) {
      return answer;
    }
    int code =
        switch (answer) {
          case "SAFE" -> 32;
          case "UNSAFE" -> 31;
          default -> 33;
        };
    return "\u001b[1;" + code + "m" + answer + "\u001b[0m";
  }
}
