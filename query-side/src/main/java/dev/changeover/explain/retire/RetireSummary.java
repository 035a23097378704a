package dev.changeover.explain.retire;

import dev.changeover.explain.Answer;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Finding.Blocks;
import dev.changeover.explain.Finding.Requires;
import dev.changeover.explain.Finding.Supports;
import dev.changeover.explain.Finding.Undetermined;
import java.util.List;
import java.util.stream.Collectors;

/** The lead reason of an answer, for somebody who is tired; the answer itself stands before it. */
final class RetireSummary {
  private RetireSummary() {}

  /**
   * E.g. {@code 2 actions are open on flow 1.4.0 and no worker of it is left to end them. Bring at
   * least one worker of flow 1.4.0 back. (RETIRE-03)}.
   *
   * @param findings the lead reason first
   */
  static String of(Answer answer, List<Finding> findings, String label) {
    return answer == Answer.SAFE
        ? "Nothing needs %s: each of the %d kinds of things that might is accounted for. (%s)"
            .formatted(label, subjects(findings), rules(findings))
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
    return others.isEmpty() ? "" : " And %d more: %s.".formatted(others.size(), rules(others));
  }

  private static long subjects(List<Finding> findings) {
    return findings.stream().map(Finding::subject).distinct().count();
  }

  private static String rules(List<Finding> findings) {
    return findings.stream()
        .map(each -> each.rule().text())
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
