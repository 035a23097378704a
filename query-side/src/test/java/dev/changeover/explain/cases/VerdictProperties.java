package dev.changeover.explain.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.Event;
import dev.changeover.event.Recorded;
import dev.changeover.explain.Answer;
import dev.changeover.explain.Asked;
import dev.changeover.explain.Question;
import dev.changeover.explain.Verdict;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold of the verdicts on one question, whichever it is. */
abstract class VerdictProperties {

  /** The golden cases of a question, and those of them that are safe. */
  record Histories(List<GoldenCase> all, List<GoldenCase> safe) {
    static Histories of(Question question, Function<GoldenCase, Verdict> answering) {
      List<GoldenCase> all = GoldenCase.asking(question);
      return new Histories(
          all, all.stream().filter(each -> answering.apply(each).answer() == Answer.SAFE).toList());
    }
  }

  abstract Histories histories();

  abstract Verdict answer(GoldenCase golden, Asked asked, List<Recorded<Event>> events);

  final Verdict answer(GoldenCase golden, List<Recorded<Event>> events) {
    return answer(golden, golden.asked(), events);
  }

  /** What is known is the same, and so much later. */
  final Verdict later(GoldenCase golden, long seconds) {
    Asked asked = golden.asked();
    return answer(
        golden, new Asked(asked.position(), asked.instant().plusSeconds(seconds)), golden.known());
  }

  @Provide
  Arbitrary<GoldenCase> cases() {
    return Arbitraries.of(histories().all());
  }

  @Provide
  Arbitrary<GoldenCase> safe() {
    return Arbitraries.of(histories().safe());
  }

  @Example
  void some_histories_are_safe_and_most_are_not() {
    assertThat(histories().safe())
        .hasSizeGreaterThan(10)
        .hasSizeLessThan(histories().all().size() / 2);
  }

  @Property(tries = 200)
  void order_and_repetition_of_facts_change_nothing(
      @ForAll("cases") GoldenCase golden, @ForAll long seed) {
    assertThat(answer(golden, Evidence.shuffled(golden.known(), seed)))
        .isEqualTo(answer(golden, golden.known()));
  }
}
