package dev.changeover.explain.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.Event;
import dev.changeover.event.EventId;
import dev.changeover.event.Recorded;
import dev.changeover.explain.Answer;
import dev.changeover.explain.Asked;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Finding.Supports;
import dev.changeover.explain.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
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
  private static final List<GoldenCase> CASES =
      GoldenCase.all().stream()
          .filter(each -> each.field("question").filter("PROCEED"::equals).isPresent())
          .toList();
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
    List<Recorded<Event>> shuffled = new ArrayList<>(golden.known());
    shuffled.addAll(golden.known().subList(0, golden.known().size() / 2));
    Collections.shuffle(shuffled, new Random(seed));

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
      for (long position : cited(before)) {
        Verdict after =
            ProceedCases.answer(golden, golden.asked(), without(golden.known(), position));
        if (after.answer() == Answer.SAFE) {
          assertThat(cited(after))
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

  private static Set<Long> cited(Verdict verdict) {
    return verdict.findings().stream()
        .filter(Supports.class::isInstance)
        .flatMap(each -> each.facts().stream())
        .flatMap(each -> each.positions().stream())
        .collect(Collectors.toSet());
  }

  private static Set<String> subjects(Verdict verdict) {
    return verdict.findings().stream().map(Finding::subject).collect(Collectors.toSet());
  }

  /** The read models are as far as before: the fact was never told, not merely late. */
  private static List<Recorded<Event>> without(List<Recorded<Event>> events, long position) {
    List<Recorded<Event>> left = new ArrayList<>();
    long last = events.size() - 1L;
    for (Recorded<Event> each : events.reversed()) {
      if (each.position() != position) {
        left.addFirst(left.isEmpty() && each.position() != last ? at(each, last) : each);
      }
    }
    return left;
  }

  private static Recorded<Event> at(Recorded<Event> fact, long position) {
    return new Recorded<>(
        position,
        new EventId(fact.id().source(), fact.id().id()),
        fact.environment(),
        fact.subject(),
        fact.occurredAt(),
        fact.recordedAt(),
        fact.event());
  }
}
