package dev.changeover.projection.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.ActionEvent.StepDeclaration;
import dev.changeover.event.ActionEvent.StepStarted;
import dev.changeover.event.ActionRef;
import dev.changeover.event.Event;
import dev.changeover.event.EventId;
import dev.changeover.event.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StepClassToldTest {

  @Test
  void a_try_tells_the_class_of_a_step_that_nobody_declared() {
    assertThat(classOf(null, "READ_ONLY")).isEqualTo(new StepClass.ReadOnly());
    assertThat(classOf(null, "READ_ONLY", "READ_ONLY")).isEqualTo(new StepClass.ReadOnly());
  }

  @Test
  void tries_or_a_declaration_that_disagree_promise_nothing() {
    StepClass nothing = new StepClass.ExternalNonIdempotent(false);
    assertThat(classOf(null, "READ_ONLY", "NATURALLY_IDEMPOTENT")).isEqualTo(nothing);
    assertThat(classOf("PIVOT", "READ_ONLY")).isEqualTo(nothing);
    assertThat(classOf(null)).isEqualTo(nothing);
  }

  @Test
  void a_declaration_holds_where_no_try_says_otherwise() {
    assertThat(classOf("READ_ONLY")).isEqualTo(new StepClass.ReadOnly());
  }

  private static StepClass classOf(@Nullable String declared, String... told) {
    Optional<Recorded<ActionTypeDeclared>> type =
        Optional.ofNullable(declared).map(StepClassToldTest::declaration);
    List<Recorded<OfAction>> facts = new ArrayList<>();
    facts.add(started(1, null));
    for (String each : told) {
      facts.add(started(facts.size() + 1, each));
    }
    return StepReading.read(facts, type.stream().toList()).getFirst().stepClass();
  }

  private static Recorded<ActionTypeDeclared> declaration(String stepClass) {
    return fact(
        0,
        new ActionTypeDeclared(
            "order",
            List.of(
                new StepDeclaration(
                    "charge", stepClass, null, null, null, null, null, List.of(), List.of())),
            null,
            null,
            null));
  }

  private static Recorded<OfAction> started(int attempt, @Nullable String stepClass) {
    return fact(
        attempt,
        new StepStarted(
            new ActionRef("order", "1"),
            "charge",
            attempt,
            "payments",
            "1.0.0",
            null,
            null,
            null,
            null,
            null,
            stepClass));
  }

  private static <E extends Event> Recorded<E> fact(long position, E event) {
    Instant at = Instant.parse("2026-11-20T14:00:00Z").plusSeconds(position);
    return new Recorded<>(
        position, new EventId("/test", "e" + position), "production", "order/1", at, at, event);
  }
}
