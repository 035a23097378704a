package dev.changeover.ops.cli;

import java.io.PrintWriter;
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
    String answer = verdict.path("answer").asString();
    out.println(question + ": " + coloured(answer) + ". " + verdict.path("summary").asString());
    for (JsonNode finding : verdict.path("findings")) {
      finding(finding);
    }
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
    JsonNode asOf = verdict.path("asOf");
    out.println(
        "  as of position "
            + asOf.path("position").asString()
            + ", judged at "
            + asOf.path("instant").asString()
            + ", policy "
            + verdict.path("policyVersion").asString()
            + "; times are in UTC");
    change(verdict.path("since"));
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

  private void finding(JsonNode finding) {
    out.println(
        "  "
            + mark(finding.path("__typename").asString())
            + " "
            + finding.path("rule").path("id").asString()
            + "  "
            + finding.path("message").asString());
    JsonNode remedy = finding.path("remedy");
    if (!remedy.path("text").asString("").isEmpty()) {
      out.println("      do: " + remedy.path("text").asString());
    }
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
    StringBuilder text = new StringBuilder();
    for (JsonNode event : events) {
      text.append(text.isEmpty() ? " (event " : ", ").append(event.path("position").asString());
    }
    return text.isEmpty() ? "" : text.append(')').toString();
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
