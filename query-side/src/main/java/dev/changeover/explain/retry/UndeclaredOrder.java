package dev.changeover.explain.retry;

import dev.changeover.event.Recorded;
import dev.changeover.projection.action.Attempt;
import dev.changeover.projection.action.OrderOfWords;
import dev.changeover.projection.action.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Steps that are not declared come in the order in which they were seen. Where clocks leave that
 * order open, nobody knows whether a step that is done was one of those before the step that is
 * not, or before those that a retry would run.
 */
final class UndeclaredOrder {
  private UndeclaredOrder() {}

  static List<RecordGap> of(RetryFacts facts) {
    Resumption resumption = Resumption.of(facts);
    List<Step> steps = facts.at().forwardSteps().stream().filter(Step::attempted).toList();
    List<RecordGap> gaps = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Step before = steps.get(i);
      for (Step after : steps.subList(i + 1, steps.size())) {
        boolean skipped = !resumption.repeats(before) && resumption.repeats(after);
        if ((skipped || before.succeeded() != after.succeeded()) && isOpen(before, after)) {
          gaps.add(gap(before, after));
        }
      }
    }
    return gaps;
  }

  private static boolean isOpen(Step before, Step after) {
    boolean declared = before.declared().isPresent() && after.declared().isPresent();
    return !declared && !OrderOfWords.surelyBefore(firstWord(before), firstWord(after));
  }

  private static RecordGap gap(Step before, Step after) {
    return new RecordGap(
        "whether %s comes before %s is neither declared nor to be seen"
            .formatted(before.name(), after.name()),
        List.of(firstWord(before), firstWord(after)));
  }

  /** A later try may be one of a retry that began before both. */
  private static Recorded<?> firstWord(Step step) {
    Attempt first = step.attempts().getFirst();
    return Stream.<Recorded<?>>concat(first.told().stream(), first.unseen().stream())
        .findFirst()
        .orElseThrow();
  }
}
