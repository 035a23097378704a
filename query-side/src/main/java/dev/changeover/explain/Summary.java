package dev.changeover.explain;

import dev.changeover.explain.Finding.Blocks;
import dev.changeover.explain.Finding.Requires;
import dev.changeover.explain.Finding.Supports;
import dev.changeover.explain.Finding.Undetermined;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A verdict in a sentence or two, for somebody who is tired; the answer itself stands before it.
 */
public final class Summary {
  private Summary() {}

  /**
   * The lead reason with its cure, e.g. {@code 37 messages of order-placed/3 wait in orders;
   * order-worker 5.0.2 does not accept them. Drain with 5.1.0 workers first. (ROLLBACK-11)}.
   *
   * @param safe the words where nothing stands against it, before the rules that say so
   * @param findings the lead reason first
   */
  public static String of(Answer answer, List<Finding> findings, String safe) {
    return answer == Answer.SAFE
        ? "%s (%s)".formatted(safe, rules(findings))
        : reason(findings.getFirst()) + more(answer, findings);
  }

  /** How many things the findings are about. */
  public static long subjects(List<Finding> findings) {
    return findings.stream().map(Finding::subject).distinct().count();
  }

  /**
   * The reasons that give the answer beside the lead.
   *
   * @param findings the lead reason first
   */
  public static List<Reason> others(Answer answer, List<Finding> findings) {
    return Reason.of(findings).stream()
        .skip(1)
        .filter(each -> each.contributes() == answer)
        .toList();
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

  /** How many more reasons would have to go before the answer gets better. */
  private static String more(Answer answer, List<Finding> findings) {
    List<Reason> others = others(answer, findings);
    SortedMap<String, Long> counts =
        others.stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.rule().text(), TreeMap::new, Collectors.counting()));
    String lead = findings.getFirst().rule().text();
    return counts.isEmpty()
        ? ""
        : counts.keySet().equals(Set.of(lead))
            ? " And %d more of %s.".formatted(others.size(), lead)
            : " And %d more: %s.".formatted(others.size(), counted(counts));
  }

  private static String counted(SortedMap<String, Long> counts) {
    if (counts.size() == 1) {
      return counts.firstKey();
    }
    return counts.entrySet().stream()
        .map(
            each -> each.getValue() == 1 ? each.getKey() : each.getValue() + " of " + each.getKey())
        .collect(Collectors.joining(", "));
  }

  private static String rules(List<Finding> findings) {
    return findings.stream()
        .map(each -> each.rule().text())
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
