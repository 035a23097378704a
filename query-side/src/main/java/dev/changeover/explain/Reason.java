package dev.changeover.explain;

import dev.changeover.explain.Finding.Blocks;
import dev.changeover.explain.Finding.Requires;
import dev.changeover.explain.Finding.Supports;
import dev.changeover.explain.Finding.Undetermined;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One reason of a verdict as a person reads it: a finding with those that only say it again, of
 * other subjects by the same facts or in the same words. The command line folds the findings that
 * it is sent alike, so that what a summary counts is what stands below it.
 *
 * @param findings at least one; all of one rule, with one cure
 */
public record Reason(List<Finding> findings) {

  /** What makes findings say one thing; {@code what}: their words, or their evidence. */
  private record Saying(Class<?> kind, RuleId rule, String cure, Object what) {}

  /** In the order of the findings; each stands where its first finding does. */
  public static List<Reason> of(List<Finding> findings) {
    Map<Saying, Reason> bySaying = new HashMap<>();
    List<Reason> reasons = new ArrayList<>();
    for (Finding finding : findings) {
      Saying words = saying(finding, finding.message());
      Saying proof = saying(finding, evidence(finding));
      Reason known = bySaying.getOrDefault(words, bySaying.get(proof));
      if (known == null) {
        known = new Reason(new ArrayList<>());
        reasons.add(known);
      }
      known.findings().add(finding);
      bySaying.put(words, known);
      if (!finding.facts().isEmpty() && !(finding instanceof Supports)) {
        bySaying.put(proof, known);
      }
    }
    return reasons;
  }

  /** What it alone would answer. */
  public Answer contributes() {
    return findings.getFirst().contributes();
  }

  /** The rule that gives it. */
  public RuleId rule() {
    return findings.getFirst().rule();
  }

  private static Saying saying(Finding finding, Object what) {
    String cure =
        switch (finding) {
          case Supports _ -> "";
          case Requires requires -> requires.remedy().text();
          case Blocks blocks -> blocks.remedy().text();
          case Undetermined undetermined -> undetermined.missing().howToGet();
        };
    return new Saying(finding.getClass(), finding.rule(), cure, what);
  }

  private static List<String> evidence(Finding finding) {
    return finding.facts().stream().map(each -> each.name() + " = " + each.value()).toList();
  }
}
