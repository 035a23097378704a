package dev.changeover.explain.proceed;

import dev.changeover.explain.Answer;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Finding.Blocks;
import dev.changeover.explain.Finding.Requires;
import dev.changeover.explain.Finding.Supports;
import dev.changeover.explain.Finding.Undetermined;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lead reason of an answer, for somebody who is tired; the answer itself stands before it. */
final class ProceedSummary {
  private ProceedSummary() {}

  /**
   * E.g. {@code 1 of 8 instances of checkout still runs 2.3.1. Converge it or stop it.
   * (PROCEED-13)}.
   *
   * @param findings the lead reason first
   * @param target the next step, for people; null: it is not known
   */
  static String of(Answer answer, List<Finding> findings, @Nullable String target) {
    if (findings.isEmpty()) {
      return "Nothing is known about going on.";
    }
    return answer == Answer.SAFE
        ? "Going on to %s: each of the %d things that it touches is proved. (%s)"
            .formatted(
                target,
                findings.stream().map(Finding::subject).distinct().count(),
                rules(findings.stream()))
        : reason(findings.getFirst()) + more(answer, findings);
  }

  private static String reason(Finding lead) {
    String cure =
        switch (lead) {
          case Supports _ -> "";
          case Requires requires -> " " + requires.remedy().text();
          case Blocks blocks -> " " + blocks.remedy().text();
          case Undetermined undetermined -> " " + undetermined.missing().howToGet();
        };
    return "%s%s (%s)".formatted(lead.message(), cure, lead.rule());
  }

  /** How many more findings would have to go before the answer gets better. */
  private static String more(Answer answer, List<Finding> findings) {
    List<Finding> others =
        findings.stream().skip(1).filter(each -> each.contributes() == answer).toList();
    return others.isEmpty()
        ? ""
        : " And %d more: %s.".formatted(others.size(), rules(others.stream()));
  }

  private static String rules(Stream<Finding> findings) {
    return findings
        .map(each -> each.rule().text())
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
