package dev.changeover.projection.environment;

import static dev.changeover.projection.environment.Facts.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.Event;
import dev.changeover.event.EventId;
import dev.changeover.event.IncidentEvent.FreezeEnded;
import dev.changeover.event.IncidentEvent.FreezeStarted;
import dev.changeover.event.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FreezeFactsTest {
  private final List<Recorded<?>> facts = new ArrayList<>();

  @Test
  void any_end_ends_the_only_freeze_of_a_name() {
    started("PT0S", "/ops", "sale");
    ended("PT1H", "/chat", "the sale is over");

    assertThat(open()).isEmpty();
  }

  @Test
  void an_end_leaves_the_freeze_of_another_reason() {
    started("PT0S", "/ops", "sale");
    started("PT1M", "/ops", "audit");
    ended("PT1H", "/ops", "sale");

    assertThat(open()).containsExactly("audit");
  }

  @Test
  void an_end_leaves_the_freeze_of_another_source() {
    started("PT0S", "/ops", "sale");
    started("PT1M", "/audit", "sale");
    ended("PT1H", "/ops", "sale");

    assertThat(facts().open()).extracting(each -> each.id().source()).containsExactly("/audit");
  }

  @Test
  void an_end_that_fits_several_alike_ends_none() {
    started("PT0S", "/ops", "sale");
    started("PT1M", "/ops", "audit");
    ended("PT1H", "/ops", null);

    assertThat(open()).containsExactly("sale", "audit");
  }

  @Test
  void a_freeze_that_is_told_twice_ends_once() {
    started("PT0S", "/ops", "sale");
    started("PT1M", "/ops", "sale");
    ended("PT1H", "/ops", "sale");

    assertThat(open()).isEmpty();
  }

  @Test
  void an_end_told_again_leaves_the_freeze_of_another_source() {
    started("PT0S", "/ops", "sale");
    started("PT1M", "/audit", "books");
    ended("PT1H", "/ops", "sale");
    ended("PT2H", "/ops", "sale");

    assertThat(open()).containsExactly("books");
  }

  @Test
  void an_end_by_another_told_again_leaves_what_was_frozen_since() {
    started("PT0S", "/ops", "sale");
    ended("PT1H", "/chat", "over");
    started("PT2H", "/audit", "books");
    ended("PT3H", "/chat", "over");

    assertThat(open()).containsExactly("books");
  }

  @Test
  void who_ended_the_freeze_of_another_may_end_its_next_one_too() {
    started("PT0S", "/ops", "sale");
    ended("PT1H", "/chat", "over");
    started("PT2H", "/ops", "sale");
    ended("PT3H", "/chat", "over");

    assertThat(open()).isEmpty();
  }

  @Test
  void who_froze_and_ends_without_a_reason_ends_its_own() {
    started("PT0S", "/ops", "sale");
    ended("PT1H", "/ops", null);
    started("PT2H", "/audit", "books");
    ended("PT3H", "/ops", null);

    assertThat(open()).containsExactly("books");
  }

  @Test
  void a_freeze_after_an_end_holds() {
    started("PT0S", "/ops", "sale");
    ended("PT1H", "/ops", "over");
    started("PT2H", "/ops", "audit");

    assertThat(open()).containsExactly("audit");
  }

  private List<String> open() {
    return facts().open().stream().map(each -> String.valueOf(each.event().reason())).toList();
  }

  private FreezeFacts facts() {
    return Objects.requireNonNull(
        EnvironmentFacts.fold("production", facts).freezes().get("all"), "a freeze was told");
  }

  private void started(String length, String source, String reason) {
    add(length, source, new FreezeStarted(reason));
  }

  private void ended(String length, String source, @Nullable String reason) {
    add(length, source, new FreezeEnded(reason));
  }

  private void add(String length, String source, Event event) {
    int position = facts.size();
    Instant moment = after(length);
    facts.add(
        new Recorded<>(
            position,
            new EventId(source, "e" + position),
            "production",
            "all",
            moment,
            moment,
            event));
  }
}
