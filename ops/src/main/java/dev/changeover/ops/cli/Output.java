package dev.changeover.ops.cli;

import java.io.PrintWriter;
import java.util.List;
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
  static boolean isTerminal() {
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
    verdict(question, verdict, List.of());
  }

  /**
   * The same, with what is to be done told once, in the order in which it can be done.
   *
   * @param steps of a rollback plan; none: each reason tells its own cure
   */
  void verdict(String question, JsonNode verdict, List<JsonNode> steps) {
    answer(question, verdict);
    boolean inVain = Reason.nothingCures(verdict);
    for (Reason reason : Reason.of(verdict)) {
      out.println(reason.line());
      if (reason.isIncurable() || (!inVain && steps.isEmpty())) {
        reason.cure().ifPresent(cure -> out.println("      do: " + cure));
      }
      reason.facts().forEach(this::fact);
    }
    inOrder(inVain ? List.of() : steps);
    missing(verdict);
    advice(verdict);
    asOf(verdict);
    change(verdict.path("since"));
    out.flush();
  }

  /**
   * The answer with what makes it so and what to do about that; what matters only after that, and
   * what speaks for it, in a line each. For where several answers come at once.
   */
  void verdictInBrief(String question, JsonNode verdict) {
    answer(question, verdict);
    String answer = verdict.path("answer").asString();
    boolean inVain = Reason.nothingCures(verdict);
    SortedSet<String> supporting = new TreeSet<>();
    for (Reason reason : Reason.of(verdict)) {
      if (reason.answers().equals("SAFE")) {
        supporting.add(reason.rule());
      } else {
        out.println(reason.line() + positionsOfFacts(reason.facts()));
        if (reason.isIncurable() || (!inVain && reason.answers().equals(answer))) {
          reason.cure().ifPresent(cure -> out.println("      do: " + cure));
          reason.howToGet().ifPresent(way -> out.println("      get: " + way));
        }
      }
    }
    if (!supporting.isEmpty()) {
      out.println("  + " + String.join(", ", supporting));
    }
    advice(verdict);
    change(verdict.path("since"));
    out.flush();
  }

  private void answer(String question, JsonNode verdict) {
    String answer = verdict.path("answer").asString();
    out.println(question + ": " + coloured(answer) + ". " + verdict.path("summary").asString());
  }

  private void inOrder(List<JsonNode> steps) {
    if (!steps.isEmpty()) {
      out.println("  To go back, in this order:");
    }
    for (JsonNode step : steps) {
      JsonNode rule = step.path("rule").path("id");
      out.println(
          "    %d. %s%s"
              .formatted(
                  step.path("order").asInt(),
                  step.path("text").asString(),
                  rule.isString() ? " (" + rule.asString() + ")" : ""));
    }
  }

  private void missing(JsonNode verdict) {
    for (JsonNode missing : verdict.path("missing")) {
      out.println(
          "  missing: "
              + missing.path("name").asString()
              + " → "
              + missing.path("howToGet").asString());
    }
  }

  private void advice(JsonNode verdict) {
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

  private void fact(JsonNode fact) {
    out.println(
        "      seen: "
            + fact.path("name").asString()
            + " = "
            + fact.path("value").asString()
            + positions(fact.path("events"))
            + (fact.path("stale").asBoolean(false) ? " [too old]" : ""));
  }

  private static String positions(JsonNode events) {
    SortedSet<Long> positions = new TreeSet<>();
    events.forEach(each -> positions.add(each.path("position").asLong()));
    return positions(positions);
  }

  private static String positionsOfFacts(List<JsonNode> facts) {
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
