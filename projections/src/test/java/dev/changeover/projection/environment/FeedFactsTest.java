package dev.changeover.projection.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.Event;
import dev.changeover.event.EventId;
import dev.changeover.event.FeedEvent.FeedGapClosed;
import dev.changeover.event.FeedEvent.FeedGapFound;
import dev.changeover.event.FeedEvent.GapReason;
import dev.changeover.event.Recorded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeedFactsTest {
  private final List<Recorded<?>> facts = new ArrayList<>();

  @Test
  void a_look_closes_what_had_been_found_up_to_its_position() {
    found("production");
    found("production");
    found("production");
    looked("production", 1);

    assertThat(open()).containsExactly(2L);
  }

  @Test
  void a_look_reaches_no_further_than_the_moment_it_was_told() {
    found("production");
    looked("production", Long.MAX_VALUE);
    found("production");

    assertThat(open()).containsExactly(2L);
  }

  @Test
  void an_earlier_look_that_reaches_further_holds() {
    found("production");
    found("production");
    looked("production", 1);
    looked("production", 0);

    assertThat(open()).isEmpty();
  }

  @Test
  void the_gaps_of_no_environment_are_of_all_and_closed_for_each() {
    found(null);
    found("staging");
    looked("staging", 1);

    assertThat(open()).containsExactly(0L);
    assertThat(open("staging")).isEmpty();
  }

  @Test
  void a_look_for_no_environment_closes_nothing() {
    found("production");
    found(null);
    looked(null, 1);

    assertThat(open()).containsExactly(0L, 1L);
  }

  @Test
  void of_many_gaps_the_last_are_held_whatever_order_they_come_in() {
    for (int each = 0; each < 50; each++) {
      found(each % 3 == 0 ? null : "production");
    }
    looked("production", 35);
    EnvironmentFacts inOrder = EnvironmentFacts.fold("production", facts);
    Collections.shuffle(facts, new Random(7));

    assertThat(open()).hasSize(14).startsWith(36L).endsWith(49L);
    assertThat(EnvironmentFacts.fold("production", facts)).isEqualTo(inOrder);
  }

  @Test
  void many_gaps_stay_open_where_a_look_reached_only_those_that_are_not_held_any_more() {
    for (int each = 0; each < 50; each++) {
      found("production");
    }
    looked("production", 10);

    assertThat(open()).hasSize(FeedFacts.MOST).endsWith(49L);
  }

  private List<Long> open() {
    return open("production");
  }

  private List<Long> open(String environment) {
    FeedFacts changes = EnvironmentFacts.fold(environment, facts).feeds().get("changes");
    return Objects.requireNonNull(changes).open().stream().map(Recorded::position).toList();
  }

  private void found(@Nullable String environment) {
    add(environment, new FeedGapFound("changes", 3, 1200, 1750L, GapReason.EXPIRED));
  }

  private void looked(@Nullable String environment, long foundUpTo) {
    add(environment, new FeedGapClosed("changes", foundUpTo, "ana", "told again"));
  }

  private void add(@Nullable String environment, Event event) {
    facts.add(
        new Recorded<>(
            facts.size(),
            new EventId("/test", "e" + facts.size()),
            environment,
            "changes",
            Facts.START,
            Facts.START,
            event));
  }
}
