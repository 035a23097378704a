package dev.changeover.ingest.otlp.trace;

import static dev.changeover.ingest.otlp.Exports.export;
import static dev.changeover.ingest.otlp.Exports.failed;
import static dev.changeover.ingest.otlp.Exports.link;
import static dev.changeover.ingest.otlp.Exports.number;
import static dev.changeover.ingest.otlp.Exports.service;
import static dev.changeover.ingest.otlp.Exports.span;
import static dev.changeover.ingest.otlp.Exports.text;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_CLIENT;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_CONSUMER;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_INTERNAL;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_PRODUCER;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionEvent.ActionFinished;
import dev.changeover.event.ActionEvent.ActionOutcome;
import dev.changeover.event.ActionEvent.AttemptError;
import dev.changeover.event.ActionEvent.AttemptOutcome;
import dev.changeover.event.ActionEvent.EffectOutcome;
import dev.changeover.event.ActionEvent.EffectRecorded;
import dev.changeover.event.ActionEvent.MessageConsumed;
import dev.changeover.event.ActionEvent.MessagePublished;
import dev.changeover.event.ActionEvent.StepFinished;
import dev.changeover.event.ActionEvent.StepStarted;
import dev.changeover.event.ActionEvent.TraceGapFound;
import dev.changeover.event.ActionRef;
import dev.changeover.event.Event;
import dev.changeover.event.MessageForm;
import dev.changeover.ingest.otlp.Exports;
import dev.changeover.ingest.otlp.meaning.ActionMapping;
import dev.changeover.log.NewFact;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TraceJoinTest {
  private static final ActionRef ORDER = new ActionRef("order", "4711");
  private final RememberingDoor door = new RememberingDoor(ActionMapping.NONE);

  /** Accepted over HTTP, published, consumed in another trace by link, charged with a time-out. */
  private static List<ExportTraceServiceRequest> orderInSingleExports() {
    Span.Builder root =
        span(1, 1, 0, "POST /orders", SPAN_KIND_SERVER)
            .addAttributes(text("changeover.action.type", "order"))
            .addAttributes(text("changeover.action.id", "4711"))
            .addAttributes(text("changeover.action.key", "customer/42"));
    Span.Builder validate = span(1, 2, 1, "validate", SPAN_KIND_INTERNAL);
    Span.Builder publish =
        span(1, 3, 2, "orders publish", SPAN_KIND_PRODUCER)
            .addAttributes(text("messaging.destination.name", "orders"))
            .addAttributes(text("messaging.message.id", "m-1"))
            .addAttributes(text("changeover.message.schema", "order-placed/3"));
    Span.Builder process =
        span(2, 11, 0, "orders process", SPAN_KIND_CONSUMER)
            .addLinks(link(1, 3))
            .addAttributes(text("messaging.destination.name", "orders"))
            .addAttributes(text("messaging.message.id", "m-1"))
            .addAttributes(text("changeover.step.name", "fulfil"));
    Span.Builder charge =
        failed(span(2, 12, 11, "charge", SPAN_KIND_INTERNAL), "timeout")
            .addAttributes(text("changeover.step.name", "charge"));
    Span.Builder around = span(2, 13, 12, "http client", SPAN_KIND_INTERNAL);
    Span.Builder call =
        failed(span(2, 14, 13, "POST", SPAN_KIND_CLIENT), "timeout")
            .addAttributes(text("http.request.method", "POST"))
            .addAttributes(text("server.address", "api.pay.example"))
            .addAttributes(text("changeover.effect.name", "card-charge"));
    return List.of(
        export(service("checkout", "2.4.0"), root),
        export(service("checkout", "2.4.0"), validate),
        export(service("checkout", "2.4.0"), publish),
        export(service("order-worker", "5.1.0"), process),
        export(service("order-worker", "5.1.0"), charge),
        export(service("order-worker", "5.1.0"), around),
        export(service("order-worker", "5.1.0"), call));
  }

  @Test
  void joins_an_order_over_a_queue_by_its_span_link() {
    orderInSingleExports().forEach(door::take);

    assertThat(events(door.facts))
        .containsExactlyInAnyOrder(
            new ActionAccepted(ORDER, "customer/42", "checkout", "2.4.0", null),
            new MessagePublished(
                ORDER, "orders", new MessageForm("order-placed/3"), "m-1", "checkout", "2.4.0"),
            new MessageConsumed(ORDER, "orders", null, "m-1", "order-worker", "5.1.0"),
            started("fulfil"),
            new StepFinished(
                ORDER,
                "fulfil",
                1,
                "order-worker",
                "5.1.0",
                "order-worker-1",
                null,
                AttemptOutcome.SUCCEEDED,
                null,
                null,
                null,
                null),
            started("charge"),
            new StepFinished(
                ORDER,
                "charge",
                1,
                "order-worker",
                "5.1.0",
                "order-worker-1",
                null,
                AttemptOutcome.TIMED_OUT,
                new AttemptError("timeout", null),
                null,
                null,
                null),
            new EffectRecorded(
                ORDER,
                "charge",
                1,
                "card-charge",
                "api.pay.example",
                EffectOutcome.UNKNOWN,
                null,
                null,
                null,
                null));
  }

  @Test
  void gives_the_same_facts_whatever_the_order_of_arrival() {
    orderInSingleExports().forEach(door::take);
    Set<NewFact> inOrder = Set.copyOf(door.facts);
    Random random = new Random(20261123);
    for (int run = 0; run < 300; run++) {
      List<ExportTraceServiceRequest> shuffled = new ArrayList<>(orderInSingleExports());
      shuffled.addAll(orderInSingleExports().subList(0, run % 7));
      Collections.shuffle(shuffled, random);
      RememberingDoor other = new RememberingDoor(ActionMapping.NONE);
      shuffled.forEach(other::take);
      assertThat(effectsMayHaveTheirOwnStep(other.facts))
          .isEqualTo(effectsMayHaveTheirOwnStep(Set.copyOf(inOrder)));
      assertThat(other.waiting()).isZero();
    }
  }

  /**
   * Where the failed step comes before the span between it and its call, the call is not held back
   * for the sake of its step's name: it is recorded at once as a step of its own.
   */
  private static Set<String> effectsMayHaveTheirOwnStep(Iterable<NewFact> facts) {
    Set<String> shown = new TreeSet<>();
    for (NewFact fact : facts) {
      if (fact.event() instanceof EffectRecorded e) {
        shown.add(e.effect() + e.outcome() + e.target());
      } else if (!fact.id().id().contains("0000000e:started")
          && !fact.id().id().contains("0000000e:ended")) {
        shown.add(fact.id() + fact.event().toString());
      }
    }
    return shown;
  }

  @Test
  void repeats_the_very_same_facts_when_a_span_is_sent_again() {
    orderInSingleExports().forEach(door::take);
    Set<NewFact> once = Set.copyOf(door.facts);
    orderInSingleExports().forEach(door::take);
    assertThat(Set.copyOf(door.facts)).isEqualTo(once);
  }

  @Test
  void never_leaves_an_effect_unseen_once_its_action_has_failed() {
    door.take(
        export(
            service("pay", "1"),
            span(1, 4, 3, "POST", SPAN_KIND_CLIENT)
                .addAttributes(text("changeover.action.type", "order"))
                .addAttributes(text("changeover.action.id", "4711"))
                .addAttributes(number("http.response.status_code", 201))));
    assertThat(door.facts).as("its step is not known yet").isEmpty();

    door.take(
        export(
            service("pay", "1"),
            failed(span(1, 2, 1, "pay", SPAN_KIND_INTERNAL), "500")
                .addAttributes(text("changeover.step.name", "pay"))));

    assertThat(events(door.facts))
        .filteredOn(EffectRecorded.class::isInstance)
        .singleElement()
        .extracting(e -> ((EffectRecorded) e).outcome())
        .isEqualTo(EffectOutcome.CONFIRMED);
  }

  @Test
  void names_two_calls_of_one_step_as_two_effects() {
    door.take(
        export(
            service("pay", "1"),
            span(1, 1, 0, "pay", SPAN_KIND_SERVER)
                .addAttributes(text("changeover.action.type", "order"))
                .addAttributes(text("changeover.action.id", "4711")),
            call(2),
            call(3),
            call(4).addAttributes(number("changeover.attempt", 2))));

    assertThat(events(door.facts))
        .filteredOn(EffectRecorded.class::isInstance)
        .extracting(e -> ((EffectRecorded) e).attempt() + " " + ((EffectRecorded) e).effect())
        .containsExactlyInAnyOrder("1 charge", "1 charge#2", "2 charge");
  }

  private static Span.Builder call(int number) {
    return span(1, number, 1, "POST", SPAN_KIND_CLIENT)
        .addAttributes(text("changeover.effect.name", "charge"));
  }

  @Test
  void takes_an_unmapped_trace_for_an_action_named_by_service_and_span() {
    door.take(
        export(service("checkout", "2.4.0"), span(1, 1, 0, "GET /orders/{id}", SPAN_KIND_SERVER)));
    assertThat(door.facts).as("an action may still be named").isEmpty();
    door.losePatience();

    ActionRef unmapped =
        new ActionRef("checkout GET .orders.{id}", "01000000000000000000000000000001");
    assertThat(events(door.facts))
        .contains(
            new ActionAccepted(unmapped, null, "checkout", "2.4.0", null),
            new ActionFinished(unmapped, null, "checkout", "2.4.0", ActionOutcome.COMPLETED));
    assertThat(door.facts)
        .allSatisfy(fact -> assertThat(fact.extras()).contains("\"unmapped\":true"));
  }

  @Test
  void does_not_call_an_unmapped_trace_complete_when_it_sent_work_on() {
    door.take(
        export(
            service("checkout", "2.4.0"),
            span(1, 1, 0, "POST /orders", SPAN_KIND_SERVER),
            span(1, 2, 1, "orders publish", SPAN_KIND_PRODUCER)
                .addAttributes(text("messaging.destination.name", "orders"))));
    door.losePatience();
    assertThat(events(door.facts))
        .noneMatch(ActionFinished.class::isInstance)
        .anyMatch(MessagePublished.class::isInstance);
  }

  @Test
  void names_the_gap_where_a_span_may_belong_to_several_actions() {
    door.take(
        export(
            service("batch", "1"),
            span(1, 1, 0, "run", SPAN_KIND_INTERNAL),
            named(2, "1"),
            named(3, "2"),
            span(1, 4, 1, "POST", SPAN_KIND_CLIENT)));
    assertThat(events(door.facts))
        .filteredOn(TraceGapFound.class::isInstance)
        .extracting(e -> ((TraceGapFound) e).action().id())
        .containsExactlyInAnyOrder("1", "2");
  }

  private static Span.Builder named(int number, String id) {
    return span(1, number, 1, "one", SPAN_KIND_INTERNAL)
        .addAttributes(text("changeover.action.type", "order"))
        .addAttributes(text("changeover.action.id", id))
        .addAttributes(text("changeover.step.name", "one"));
  }

  @Test
  void names_clock_disorder_and_negative_durations() {
    Span.Builder backwards =
        named(9, "1").setParentSpanId(Exports.spanId(30)).setEndTimeUnixNano(1_000_000_000L);
    door.take(export(service("a", "1"), backwards, span(1, 30, 0, "late", SPAN_KIND_SERVER)));
    assertThat(events(door.facts))
        .filteredOn(TraceGapFound.class::isInstance)
        .extracting(e -> ((TraceGapFound) e).what())
        .containsExactlyInAnyOrder(
            "span 0000000000000009 ends before it starts",
            "span 0000000000000009 starts 21000 ms before its parent 000000000000001e: their"
                + " clocks disagree");
  }

  @Test
  void names_the_gap_where_a_try_is_not_counted_from_one() {
    door.take(
        export(service("a", "1"), named(9, "1").addAttributes(text("changeover.attempt", "0"))));
    assertThat(events(door.facts))
        .filteredOn(TraceGapFound.class::isInstance)
        .extracting(e -> ((TraceGapFound) e).what())
        .contains("span 0000000000000009 tells attempt '0', and tries count from 1");
  }

  @Test
  void does_not_call_a_message_consumed_whose_handling_failed() {
    door.take(
        export(
            service("worker", "1"),
            failed(span(1, 1, 0, "process", SPAN_KIND_CONSUMER), "java.lang.IllegalStateException")
                .addAttributes(text("changeover.action.type", "order"))
                .addAttributes(text("changeover.action.id", "4711"))
                .addAttributes(text("messaging.destination.name", "orders"))));
    assertThat(events(door.facts))
        .noneMatch(MessageConsumed.class::isInstance)
        .anyMatch(e -> e instanceof StepFinished f && f.outcome() == AttemptOutcome.FAILED);
  }

  private static StepStarted started(String step) {
    return new StepStarted(
        ORDER, step, 1, "order-worker", "5.1.0", "order-worker-1", null, null, null, null, null);
  }

  private static List<Event> events(List<NewFact> facts) {
    return facts.stream().map(NewFact::event).collect(Collectors.toList());
  }
}
