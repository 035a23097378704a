package dev.changeover.explain.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.Event;
import dev.changeover.event.EventCatalog;
import dev.changeover.event.Recorded;
import dev.changeover.event.json.EventJson;
import dev.changeover.explain.Verdict;
import dev.changeover.explain.proof.Search.Making;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must not change a verdict: the order of words, their repetition, their way here. */
class SameAnswerTest {
  private static final int WORLDS = 60;

  static Stream<History> histories() {
    return Stream.<Making>of(RetryWorld::of, RollbackWorld::of, ProceedWorld::of, RetireWorld::of)
        .flatMap(
            making ->
                LongStream.range(0, WORLDS).mapToObj(seed -> Search.world(making, 977 * seed)));
  }

  @ParameterizedTest
  @MethodSource("histories")
  void asked_twice_at_a_position_it_answers_with_the_same_bytes(History history) {
    assertThat(bytes(history.verdict())).isEqualTo(bytes(history.verdict()));
  }

  @ParameterizedTest
  @MethodSource("histories")
  void order_and_repetition_of_what_came_in_change_nothing(History history) {
    List<Recorded<Event>> shuffled = new ArrayList<>(history.facts());
    shuffled.addAll(history.facts().subList(0, history.facts().size() / 2));
    Collections.shuffle(shuffled, new Random(history.facts().size()));

    assertThat(bytes(history.verdict(history.asked(), shuffled)))
        .isEqualTo(bytes(history.verdict()));
  }

  @ParameterizedTest
  @MethodSource("histories")
  void written_to_the_log_and_read_again_it_gets_the_same_bytes(History history) {
    List<Recorded<Event>> replayed =
        history.facts().stream().map(SameAnswerTest::replayed).toList();

    assertThat(bytes(history.verdict(history.asked(), replayed)))
        .isEqualTo(bytes(history.verdict()));
  }

  /** Late words are at other positions; of what they say, nothing else. */
  @ParameterizedTest
  @MethodSource("histories")
  void words_that_came_in_another_order_leave_the_answer_and_its_rules_as_they_are(
      History history) {
    List<Recorded<Event>> facts = new ArrayList<>(history.facts());
    Collections.shuffle(facts, new Random(facts.size()));
    List<Recorded<Event>> delayed = new ArrayList<>();
    for (Recorded<Event> each : facts) {
      delayed.add(
          new Recorded<>(
              delayed.size(),
              each.id(),
              each.environment(),
              each.subject(),
              each.occurredAt(),
              each.recordedAt(),
              each.event()));
    }
    Verdict verdict = history.verdict(history.asked(), delayed);

    assertThat(verdict.answer()).isEqualTo(history.verdict().answer());
    assertThat(rules(verdict)).isEqualTo(rules(history.verdict()));
  }

  private static List<String> rules(Verdict verdict) {
    return verdict.findings().stream()
        .map(each -> each.rule() + " " + each.contributes() + " " + each.subject())
        .toList();
  }

  private static Recorded<Event> replayed(Recorded<Event> fact) {
    Event event =
        EventJson.read(
            EventCatalog.of(fact.event().getClass()).type(), EventJson.write(fact.event()));
    return new Recorded<>(
        fact.position(),
        fact.id(),
        fact.environment(),
        fact.subject(),
        fact.occurredAt(),
        fact.recordedAt(),
        event);
  }

  private static String bytes(Verdict verdict) {
    return EventJson.mapper().writeValueAsString(verdict);
  }
}
