package dev.changeover.explain.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.Event;
import dev.changeover.event.EventId;
import dev.changeover.event.Recorded;
import dev.changeover.explain.Answer;
import dev.changeover.explain.Asked;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Finding.Supports;
import dev.changeover.explain.Question;
import dev.changeover.explain.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** What must hold of verdicts on rollbacks whatever the history. */
class RollbackProperties extends VerdictProperties {
  private static final Histories HISTORIES = Histories.of(Question.ROLLBACK, RollbackCases::answer);
  private static final List<Recorded<Event>> POOL =
      HISTORIES.all().stream().flatMap(each -> each.events().stream()).toList();

  @Override
  Histories histories() {
    return HISTORIES;
  }

  @Override
  Verdict answer(GoldenCase golden, Asked asked, List<Recorded<Event>> events) {
    return RollbackCases.answer(RollbackCases.question(golden), asked, events);
  }

  @Example
  void without_a_fact_that_supports_it_nothing_is_safe_unless_another_proof_takes_its_place() {
    for (GoldenCase golden : HISTORIES.safe()) {
      Verdict before = RollbackCases.answer(golden);
      for (long position : Evidence.cited(before)) {
        Verdict after = answer(golden, Evidence.without(golden.known(), position));
        if (after.answer() == Answer.SAFE && changesSomething(after)) {
          assertThat(supported(after))
              .as("%s without %d", golden.name(), position)
              .containsAll(
                  supported(before).stream().filter(RollbackProperties::isExpected).toList());
          assertThat(Evidence.cited(after)).doesNotContain(position);
        }
      }
    }
  }

  @Property(tries = 300)
  void what_was_heard_too_long_ago_is_never_safe(
      @ForAll("safe") GoldenCase golden,
      @ForAll @LongRange(min = 300, max = 5_000_000) long seconds) {
    assertThat(later(golden, seconds).answer()).isNotEqualTo(Answer.SAFE);
  }

  @Property(tries = 300)
  void one_proof_past_its_age_is_enough_not_to_be_safe(
      @ForAll("safe") GoldenCase golden, @ForAll @LongRange(min = 1, max = 36_000) long seconds) {
    for (CitedFact fact : Evidence.ageing(RollbackCases.answer(golden))) {
      Duration maxAge = Objects.requireNonNull(fact.maxAge());
      Duration back = maxAge.plusSeconds(seconds).minus(fact.age());
      List<Recorded<Event>> aged = Evidence.aged(golden.known(), fact, back);

      assertThat(answer(golden, aged).answer())
          .as("%s with %s older by %s", golden.name(), fact.name(), back)
          .isNotEqualTo(Answer.SAFE);
    }
  }

  @Property(tries = 1000)
  void a_safe_answer_agrees_with_a_plain_reading_of_the_events(
      @ForAll("safe") GoldenCase golden,
      @ForAll @IntRange(min = 1, max = 6) int more,
      @ForAll long seed) {
    List<Recorded<Event>> events = new ArrayList<>(golden.known());
    Random random = new Random(seed);
    for (int i = 0; i < more; i++) {
      Recorded<Event> stray = POOL.get(random.nextInt(POOL.size()));
      events.add(Evidence.at(stray, events.size(), new EventId("/fleet/stray", "stray-" + i)));
    }
    Asked asked = new Asked(events.size() - 1L, golden.asked().instant());
    Verdict verdict = RollbackCases.answer(RollbackCases.question(golden), asked, events);

    if (verdict.answer() == Answer.SAFE) {
      assertThat(PlainReading.dangers(events, verdict)).as(golden.name()).isEmpty();
    }
  }

  /** Dependants of a kind that was never mentioned are none; all else is expected to be told of. */
  private static boolean isExpected(String subject) {
    return !subject.matches("(cache entries|schedules|clients|callbacks) of .*");
  }

  /** Without the sighting of what would go, nothing is left that could go. */
  private static boolean changesSomething(Verdict verdict) {
    return supported(verdict).stream().anyMatch(each -> each.startsWith("way back of"));
  }

  private static Set<String> supported(Verdict verdict) {
    return verdict.findings().stream()
        .filter(Supports.class::isInstance)
        .map(Finding::subject)
        .collect(Collectors.toSet());
  }
}
