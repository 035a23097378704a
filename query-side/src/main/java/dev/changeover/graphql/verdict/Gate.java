package dev.changeover.graphql.verdict;

import dev.changeover.explain.Answer;
import dev.changeover.explain.Asked;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.Verdict;
import java.util.List;
import java.util.stream.Stream;

/**
 * A verdict as a pipeline takes it.
 *
 * @param pass whether to go on: SAFE, or SAFE_IF where the pipeline accepts the conditions
 * @param conditions what SAFE_IF asks for
 * @param reasons all findings, the lead reason first
 * @param missing what is not known, and how to get it
 * @param digest SHA-256 of what the permalink gives
 */
record Gate(
    String question,
    String environment,
    String subject,
    Answer answer,
    boolean pass,
    String summary,
    List<Condition> conditions,
    List<Reason> reasons,
    List<String> missing,
    Asked asOf,
    String permalink,
    String digest) {

  /** What to do, and how to see that it is done. */
  record Condition(String rule, String text, String check) {}

  /** What one rule says. {@code contributes}: what it alone would answer. */
  record Reason(String rule, Answer contributes, String subject, String message) {}

  static Gate of(Verdict verdict, boolean acceptConditions) {
    return new Gate(
        verdict.question().name(),
        verdict.environment(),
        verdict.subject(),
        verdict.answer(),
        passes(verdict.answer(), acceptConditions),
        verdict.summary(),
        verdict.findings().stream().flatMap(Gate::condition).toList(),
        verdict.findings().stream()
            .map(
                each ->
                    new Reason(
                        each.rule().text(), each.contributes(), each.subject(), each.message()))
            .toList(),
        verdict.missing().stream().map(each -> each.fact().howToGet()).toList(),
        verdict.asked(),
        verdict.permalink(),
        VerdictJson.digest(verdict));
  }

  /** The HTTP status: a success only where the pipeline may go on. */
  int status() {
    return pass
        ? 200
        : switch (answer) {
          case SAFE -> 200;
          case SAFE_IF -> 412;
          case UNSAFE -> 409;
          case UNKNOWN -> 424;
        };
  }

  /** For people: the answer on the first line, alone. */
  String text() {
    StringBuilder text = new StringBuilder(answer.name()).append('\n').append(summary).append('\n');
    conditions.forEach(
        each ->
            text.append("needs: ")
                .append(each.text())
                .append(' ')
                .append(each.check())
                .append('\n'));
    missing.forEach(each -> text.append("missing: ").append(each).append('\n'));
    return text.append(permalink).append('\n').toString();
  }

  private static boolean passes(Answer answer, boolean acceptConditions) {
    return switch (answer) {
      case SAFE -> true;
      case SAFE_IF -> acceptConditions;
      case UNSAFE, UNKNOWN -> false;
    };
  }

  private static Stream<Condition> condition(Finding finding) {
    return switch (finding) {
      case Finding.Requires requires -> {
        Remedy remedy = requires.remedy();
        yield Stream.of(new Condition(finding.rule().text(), remedy.text(), remedy.check()));
      }
      case Finding.Supports _, Finding.Blocks _, Finding.Undetermined _ -> Stream.empty();
    };
  }
}
