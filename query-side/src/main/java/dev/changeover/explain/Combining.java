package dev.changeover.explain;

import dev.changeover.explain.Finding.Blocks;
import dev.changeover.explain.Finding.Supports;
import dev.changeover.explain.Finding.Undetermined;
import dev.changeover.explain.Verdict.NextObservation;
import dev.changeover.explain.Verdict.WantedFact;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How findings become an answer: the worst wins, and there is no SAFE without proof for every
 * subject (the subjects that nothing speaks for get a finding of their own before this).
 */
public final class Combining {

  private static final Comparator<Finding> LEAD_FIRST =
      Comparator.comparing(Finding::contributes, Comparator.reverseOrder())
          .thenComparing(Combining::isIncurable, Comparator.reverseOrder())
          .thenComparingInt(Combining::costOfCure)
          .thenComparing(Finding::rule)
          .thenComparing(Finding::subject);

  private Combining() {}

  /**
   * The answer to these findings.
   *
   * @return UNKNOWN where there are none: no evidence is never green
   */
  public static Answer answer(List<Finding> findings) {
    return findings.stream().map(Finding::contributes).reduce(Answer::worse).orElse(Answer.UNKNOWN);
  }

  /**
   * All findings, the lead reason first, in a stable order. That is the worst one with the cheapest
   * cure; but where one of the worst has none, that one: the cures of the others would be in vain.
   */
  public static List<Finding> leadFirst(List<Finding> findings) {
    return findings.stream().distinct().sorted(LEAD_FIRST).toList();
  }

  /** The missing facts, each once, with the rules that want them, the cheapest first. */
  public static List<WantedFact> missing(List<Finding> findings) {
    Map<MissingFact, List<RuleId>> wanted =
        findings.stream()
            .filter(Undetermined.class::isInstance)
            .map(Undetermined.class::cast)
            .collect(
                Collectors.groupingBy(
                    Undetermined::missing,
                    () -> new TreeMap<>(CHEAPEST),
                    Collectors.mapping(Undetermined::rule, Collectors.toList())));
    return wanted.entrySet().stream()
        .map(
            each ->
                new WantedFact(
                    each.getKey(), each.getValue().stream().distinct().sorted().toList()))
        .toList();
  }

  private static final Comparator<MissingFact> CHEAPEST =
      Comparator.comparing(MissingFact::kind)
          .thenComparing(MissingFact::name)
          .thenComparing(MissingFact::subject)
          .thenComparing(MissingFact::howToGet);

  /** Among the missing facts, the one that settles most findings at least cost. */
  public static Optional<NextObservation> nextObservation(List<WantedFact> missing) {
    return missing.stream()
        .max(
            Comparator.<WantedFact>comparingInt(each -> each.rules().size())
                .thenComparing(each -> each.fact().kind(), Comparator.reverseOrder())
                .thenComparing(each -> each.fact().name(), Comparator.reverseOrder()))
        .map(
            each ->
                new NextObservation(
                    each.fact().howToGet(),
                    each.fact().kind(),
                    each.fact().kind().cost(),
                    each.rules()));
  }

  private static boolean isIncurable(Finding finding) {
    return finding instanceof Blocks it && it.remedy().kind() == Remedy.Kind.IMPOSSIBLE;
  }

  private static int costOfCure(Finding finding) {
    return switch (finding) {
      case Supports _ -> 0;
      case Undetermined undetermined -> undetermined.missing().kind().cost();
      case Finding.Requires requires -> requires.remedy().kind().cost();
      case Blocks blocks -> blocks.remedy().kind().cost();
    };
  }
}
