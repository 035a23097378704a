package dev.changeover.explain.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.json.EventJson;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Explanation;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Finding.Blocks;
import dev.changeover.explain.Finding.Requires;
import dev.changeover.explain.Finding.Supports;
import dev.changeover.explain.Finding.Undetermined;
import dev.changeover.explain.Statement;
import dev.changeover.explain.Verdict;
import dev.changeover.graphql.verdict.VerdictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.ObjectWriter;

/** Compares a verdict to the approved one, or writes it where {@code -Dapprove} is given. */
final class Approved {
  private static final ObjectWriter PRETTY = EventJson.mapper().writerWithDefaultPrettyPrinter();

  private Approved() {}

  static void check(GoldenCase golden, Verdict verdict) {
    check(
        golden.directory().resolve("verdict.json"),
        PRETTY.writeValueAsString(VerdictJson.tree(verdict)));
    check(golden.directory().resolve("verdict.txt"), text(verdict));
  }

  static void check(GoldenCase golden, Explanation explanation) {
    String text =
        "%s%n%n%s%s%s"
            .formatted(
                explanation.summary(),
                lines("happened", explanation.happened()),
                lines("pending", explanation.pending()),
                lines("doubt", explanation.doubts()));
    check(golden.directory().resolve("explanation.txt"), text);
  }

  private static String lines(String kind, List<Statement> statements) {
    return statements.stream()
        .map(each -> "%s: %s %s%n".formatted(kind, each.text(), each.positions()))
        .collect(Collectors.joining());
  }

  private static void check(Path file, String content) {
    String text = content.endsWith("\n") ? content : content + "\n";
    try {
      if (System.getProperty("approve") != null) {
        Files.writeString(file, text);
      }
      assertThat(file).as("run with -Dapprove to write it, then read it").exists();
      assertThat(text).as("%s", file).isEqualTo(Files.readString(file));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static String text(Verdict verdict) {
    String target = verdict.target() == null ? "" : " to " + verdict.target();
    String from = verdict.from() == null ? "" : " from " + verdict.from();
    String head =
        "%s %s%s%s: %s%n%s%n"
            .formatted(
                verdict.question(),
                verdict.subject(),
                target,
                from,
                verdict.answer(),
                verdict.summary());
    String findings =
        verdict.findings().stream().map(Approved::text).collect(Collectors.joining("\n"));
    String advice =
        verdict.advice().stream()
            .map(each -> "advice: " + each + "\n")
            .collect(Collectors.joining());
    return head + "\n" + findings + (advice.isEmpty() ? "" : "\n" + advice);
  }

  private static String text(Finding finding) {
    String cure =
        switch (finding) {
          case Supports _ -> "";
          case Requires it ->
              "  cure: " + it.remedy().text() + "\n  check: " + it.remedy().check() + "\n";
          case Blocks it ->
              "  cure: " + it.remedy().text() + "\n  check: " + it.remedy().check() + "\n";
          case Undetermined it ->
              "  missing: " + it.missing().name() + "\n  get: " + it.missing().howToGet() + "\n";
        };
    return "%s %s · %s%n  %s%n%s%s"
        .formatted(
            finding.rule(),
            kind(finding),
            finding.subject(),
            finding.message(),
            cure,
            finding.facts().stream().map(Approved::text).collect(Collectors.joining()));
  }

  private static String text(CitedFact fact) {
    return "  fact: %s = %s%s %s%n"
        .formatted(fact.name(), fact.value(), fact.stale() ? " (too old)" : "", fact.positions());
  }

  private static String kind(Finding finding) {
    return finding.getClass().getSimpleName();
  }
}
