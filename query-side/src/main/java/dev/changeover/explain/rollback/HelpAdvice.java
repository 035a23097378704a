package dev.changeover.explain.rollback;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.rollback.HelpOfGoingBack.Failing;
import dev.changeover.explain.rollback.HelpOfGoingBack.Help;
import java.util.List;
import java.util.stream.Collectors;

/** Whether going back is worth it, apart from whether it is safe. */
public record HelpAdvice(Help answer, String text, List<CitedFact> facts) {

  static HelpAdvice of(List<HelpOfGoingBack> components) {
    List<Failing> failing = components.stream().flatMap(each -> each.failing().stream()).toList();
    return failing.isEmpty()
        ? new HelpAdvice(
            Help.CANNOT_TELL,
            "Cannot tell: too few actions ended on what would go, or hardly any of them failed.",
            List.of())
        : new HelpAdvice(
            overall(failing),
            failing.stream().map(Failing::text).collect(Collectors.joining(" ")),
            failing.stream().flatMap(each -> each.facts().stream()).toList());
  }

  /** One cure is worth it; without any, a failure that stays says that it is not. */
  private static Help overall(List<Failing> failing) {
    List<Help> all = failing.stream().map(Failing::help).toList();
    if (all.contains(Help.YES)) {
      return Help.YES;
    }
    return all.contains(Help.NO) ? Help.NO : Help.CANNOT_TELL;
  }
}
