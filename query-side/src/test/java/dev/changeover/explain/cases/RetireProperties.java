package dev.changeover.explain.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.Event;
import dev.changeover.event.Recorded;
import dev.changeover.explain.Answer;
import dev.changeover.explain.Asked;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Question;
import dev.changeover.explain.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** What must hold of verdicts on retiring something whatever the history. */
class RetireProperties extends VerdictProperties {
  private static final Histories HISTORIES = Histories.of(Question.RETIRE, RetireCases::answer);

  @Override
  Histories histories() {
    return HISTORIES;
  }

  @Override
  Verdict answer(GoldenCase golden, Asked asked, List<Recorded<Event>> events) {
    return RetireCases.answer(RetireCases.question(golden), asked, events);
  }

  @Example
  void without_a_fact_that_supports_it_nothing_is_safe_unless_another_proof_takes_its_place() {
    for (GoldenCase golden : HISTORIES.safe()) {
      Set<Long> cited = Evidence.cited(RetireCases.answer(golden));
      for (long position : cited) {
        Verdict after = answer(golden, Evidence.without(golden.known(), position));
        if (after.answer() == Answer.SAFE) {
          assertThat(Evidence.facts(after).flatMap(each -> each.positions().stream()))
              .as("%s without %d", golden.name(), position)
              .isNotEmpty()
              .doesNotContain(position);
        }
      }
    }
  }

  @Property(tries = 300)
  void what_was_heard_too_long_ago_is_never_safe(
      @ForAll("safe") GoldenCase golden,
      @ForAll @LongRange(min = 600, max = 500_000) long seconds) {
    Assume.that(!Evidence.ageing(RetireCases.answer(golden)).isEmpty());
    assertThat(later(golden, seconds).answer()).as(golden.name()).isNotEqualTo(Answer.SAFE);
  }

  @Property(tries = 300)
  void one_proof_past_its_age_is_enough_not_to_be_safe(
      @ForAll("safe") GoldenCase golden, @ForAll @LongRange(min = 1, max = 3_000) long seconds) {
    for (CitedFact fact : Evidence.ageing(RetireCases.answer(golden))) {
      Duration maxAge = Objects.requireNonNull(fact.maxAge());
      Duration back = maxAge.plusSeconds(seconds).minus(fact.age());
      List<Recorded<Event>> aged = Evidence.aged(golden.known(), fact, back);

      Verdict after = answer(golden, aged);
      if (after.answer() == Answer.SAFE) {
        assertThat(Evidence.facts(after).filter(CitedFact::stale))
            .as("%s with %s older by %s", golden.name(), fact.name(), back)
            .isEmpty();
        assertThat(Evidence.facts(after).flatMap(each -> each.positions().stream()))
            .as("%s with %s older by %s", golden.name(), fact.name(), back)
            .doesNotContainAnyElementsOf(fact.positions());
      }
    }
  }
}
