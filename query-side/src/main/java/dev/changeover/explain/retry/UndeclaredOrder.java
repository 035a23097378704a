package dev.changeover.explain.retry;

import dev.changeover.event.Recorded;
import dev.changeover.projection.action.OrderOfWords;
import dev.changeover.projection.action.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Steps that are not declared come in the order in which they were seen. Where clocks leave that
 * order open, nobody knows what a retry would run and what it would skip.
 */
final class UndeclaredOrder {
  private UndeclaredOrder() {}

  static List<RecordGap> of(List<Step> steps) {
    List<RecordGap> gaps = new ArrayList<>();
    for (int i = 1; i < steps.size(); i++) {
      Step before = steps.get(i - 1);
      Step after = steps.get(i);
      boolean undeclared = before.declared().isEmpty() && after.declared().isEmpty();
      if (undeclared && before.succeeded() != after.succeeded() && !isSure(before, after)) {
        gaps.add(
            new RecordGap(
                "whether %s comes before %s is neither declared nor to be seen"
                    .formatted(before.name(), after.name()),
                List.of(told(before).getFirst(), told(after).getFirst())));
      }
    }
    return gaps;
  }

  private static boolean isSure(Step before, Step after) {
    return told(before).stream()
        .anyMatch(
            one -> told(after).stream().anyMatch(other -> OrderOfWords.surelyBefore(one, other)));
  }

  private static List<Recorded<?>> told(Step step) {
    return step.attempts().stream()
        .<Recorded<?>>flatMap(
            each -> each.unseen().isPresent() ? each.unseen().stream() : each.told().stream())
        .toList();
  }
}
