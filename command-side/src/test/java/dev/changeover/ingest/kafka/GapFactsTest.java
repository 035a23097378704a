package dev.changeover.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.EventId;
import dev.changeover.event.FeedEvent.FeedGapFound;
import dev.changeover.event.FeedEvent.GapReason;
import dev.changeover.log.NewFact;
import dev.changeover.problem.ProblemCode;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class GapFactsTest {
  private static final Claim CLAIM = new Claim("cluster", "changes", 3, "id-1", 7, 5, 1);

  @Test
  void records_put_aside_next_to_each_other_are_one_gap() {
    assertThat(facts(Set.of("production"), poison(false, 5, 6, 9)))
        .extracting(NewFact::event)
        .containsExactly(aside(5, 7), aside(9, 10));
  }

  @Test
  void there_is_one_for_each_environment_that_the_topic_has_a_say_in() {
    assertThat(facts(Set.of("staging", "production"), poison(false, 5)))
        .extracting(NewFact::environment)
        .containsExactly("production", "staging");
    assertThat(facts(Set.of("staging", "production"), poison(false, 5)))
        .extracting(NewFact::id)
        .doesNotHaveDuplicates();
  }

  @Test
  void of_a_topic_that_is_bound_to_none_it_is_of_no_environment() {
    assertThat(facts(Set.of(), poison(false, 5)))
        .singleElement()
        .satisfies(fact -> assertThat(fact.environment()).isNull());
  }

  @Test
  void what_is_of_other_environments_alone_is_missing_from_none_of_its_own() {
    assertThat(facts(Set.of("production"), poison(true, 5, 6))).isEmpty();
  }

  @Test
  void found_again_it_is_the_same_fact() {
    NewFact first = facts(Set.of("production"), poison(false, 5)).getFirst();
    NewFact again = facts(Set.of("production"), poison(false, 5)).getFirst();
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.contentDigest()).isEqualTo(first.contentDigest());
    assertThat(first.id()).isEqualTo(new EventId("kafka:/cluster", "changes-3/id-1/5-5"));
  }

  private static List<NewFact> facts(Set<String> environments, List<Poison> poison) {
    return new GapFacts(environments, Clock.systemUTC()).of(CLAIM, poison);
  }

  private static List<Poison> poison(boolean foreign, long... offsets) {
    return LongStream.of(offsets)
        .mapToObj(
            offset ->
                new Poison(
                    new ConsumerRecord<byte[], byte[]>(
                        "changes", 3, offset, new byte[0], new byte[0]),
                    ProblemCode.BODY_UNREADABLE,
                    "broken",
                    foreign))
        .toList();
  }

  private static FeedGapFound aside(long from, long to) {
    return new FeedGapFound("changes", 3, from, to, GapReason.UNREADABLE);
  }
}
