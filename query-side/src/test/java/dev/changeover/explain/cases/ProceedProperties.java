package dev.changeover.explain.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.Event;
import dev.changeover.event.Recorded;
import dev.changeover.explain.Answer;
import dev.changeover.explain.Asked;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Question;
import dev.changeover.explain.Verdict;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** What must hold of verdicts on next steps whatever the history. */
class ProceedProperties extends VerdictProperties {
  private static final Histories HISTORIES = Histories.of(Question.PROCEED, ProceedCases::answer);

  @Override
  Histories histories() {
    return HISTORIES;
  }

  @Override
  Verdict answer(GoldenCase golden, Asked asked, List<Recorded<Event>> events) {
    return ProceedCases.answer(golden, asked, events);
  }

  @Property(tries = 200)
  void what_was_heard_too_long_ago_is_never_safe(
      @ForAll("safe") GoldenCase golden,
      @ForAll @LongRange(min = 300, max = 5_000_000) long seconds) {
    assertThat(later(golden, seconds).answer()).isNotEqualTo(Answer.SAFE);
  }

  @Example
  void without_a_fact_that_supports_it_nothing_is_safe_unless_all_else_is_still_proved() {
    for (GoldenCase golden : HISTORIES.safe()) {
      Verdict before = ProceedCases.answer(golden);
      for (long position : Evidence.cited(before)) {
        Verdict after = answer(golden, Evidence.without(golden.known(), position));
        if (after.answer() == Answer.SAFE) {
          boolean wasTheLast = position == golden.known().size() - 1L; // another one stands there
          assertThat(wasTheLast || !Evidence.cited(after).contains(position))
              .as("%s without %d, which is cited", golden.name(), position)
              .isTrue();
          assertThat(subjects(after))
              .as("%s without %d", golden.name(), position)
              .containsAll(
                  subjects(before).stream()
                      .filter(each -> !each.startsWith("meaning of flag "))
                      .toList());
        }
      }
    }
  }

  private static Set<String> subjects(Verdict verdict) {
    return verdict.findings().stream().map(Finding::subject).collect(Collectors.toSet());
  }
}
