package dev.changeover.explain.rollback;

import dev.changeover.explain.Answer;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Finding.Blocks;
import dev.changeover.explain.Finding.Requires;
import dev.changeover.explain.Finding.Supports;
import dev.changeover.explain.Finding.Undetermined;
import java.util.List;
import java.util.stream.Collectors;

/** The lead reason of an answer, for somebody who is tired; the answer itself stands before it. */
final class RollbackSummary {
  private RollbackSummary() {}

  /**
   * E.g. {@code 37 messages of order-placed/3 wait in orders; order-worker 5.0.2 does not accept
   * them. Drain with 5.1.0 workers first. (ROLLBACK-11)}.
   *
   * @param findings the lead reason first
   */
  static String of(Answer answer, List<Finding> findings, String target) {
    if (findings.isEmpty()) {
      return "Nothing is known about going back.";
    }
    return answer == Answer.SAFE
        ? safe(findings, target)
        : reason(findings.getFirst()) + more(answer, findings);
  }

  private static String safe(List<Finding> findings, String target) {
    String rules =
        findings.stream()
            .map(each -> each.rule().text())
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    long subjects = findings.stream().map(Finding::subject).distinct().count();
    return "Going back to %s: each of the %d things that it touches is proved. (%s)"
        .formatted(target, subjects, rules);
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
    if (others.isEmpty()) {
      return "";
    }
    String rules =
        others.stream()
            .map(each -> each.rule().text())
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return " And %d more: %s.".formatted(others.size(), rules);
  }
}
