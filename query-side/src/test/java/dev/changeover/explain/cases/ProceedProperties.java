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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** What must hold of verdicts on next steps whatever the history. */
class ProceedProperties {
  private static final List<GoldenCase> CASES = GoldenCase.asking(Question.PROCEED);
  private static final List<GoldenCase> SAFE =
      CASES.stream().filter(each -> ProceedCases.answer(each).answer() == Answer.SAFE).toList();

  @Provide
  Arbitrary<GoldenCase> cases() {
    return Arbitraries.of(CASES);
  }

  @Provide
  Arbitrary<GoldenCase> safe() {
    return Arbitraries.of(SAFE);
  }

  @Example
  void some_histories_are_safe_and_most_are_not() {
    assertThat(SAFE).hasSizeGreaterThan(10).hasSizeLessThan(CASES.size() / 2);
  }

  @Property(tries = 100)
  void order_and_repetition_of_facts_change_nothing(
      @ForAll("cases") GoldenCase golden, @ForAll long seed) {
    List<Recorded<Event>> shuffled = Evidence.shuffled(golden.known(), seed);

    assertThat(ProceedCases.answer(golden, golden.asked(), shuffled))
        .isEqualTo(ProceedCases.answer(golden));
  }

  @Property(tries = 200)
  void what_was_heard_too_long_ago_is_never_safe(
      @ForAll("safe") GoldenCase golden,
      @ForAll @LongRange(min = 300, max = 5_000_000) long seconds) {
    Asked later =
        new Asked(golden.asked().position(), golden.asked().instant().plusSeconds(seconds));

    assertThat(ProceedCases.answer(golden, later, golden.known()).answer())
        .isNotEqualTo(Answer.SAFE);
  }

  @Example
  void without_a_fact_that_supports_it_nothing_is_safe_unless_all_else_is_still_proved() {
    for (GoldenCase golden : SAFE) {
      Verdict before = ProceedCases.answer(golden);
      for (long position : Evidence.cited(before)) {
        Verdict after =
            ProceedCases.answer(golden, golden.asked(), Evidence.without(golden.known(), position));
        if (after.answer() == Answer.SAFE) {
          assertThat(Evidence.cited(after))
              .as("%s without %d", golden.name(), position)
              .doesNotContain(position);
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
