package dev.changeover.ingest.otlp;

import static dev.changeover.ingest.otlp.Exports.export;
import static dev.changeover.ingest.otlp.Exports.link;
import static dev.changeover.ingest.otlp.Exports.service;
import static dev.changeover.ingest.otlp.Exports.span;
import static dev.changeover.ingest.otlp.Exports.spanId;
import static dev.changeover.ingest.otlp.Exports.text;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_CLIENT;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_CONSUMER;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_INTERNAL;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_PRODUCER;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.changeover.event.ActionEvent.ActionFinished;
import dev.changeover.event.ActionEvent.EffectRecorded;
import dev.changeover.event.ActionEvent.StepFinished;
import dev.changeover.event.ActionEvent.TraceGapClosed;
import dev.changeover.event.ActionEvent.TraceGapFound;
import dev.changeover.event.ActionRef;
import dev.changeover.event.Event;
import dev.changeover.ingest.otlp.meaning.ActionMapping;
import dev.changeover.ingest.otlp.meaning.MeaningReader;
import dev.changeover.ingest.otlp.span.SeenSpan;
import dev.changeover.ingest.otlp.span.SpanReader;
import dev.changeover.ingest.otlp.trace.Placement;
import dev.changeover.ingest.otlp.trace.TraceSpan;
import dev.changeover.log.FactLog;
import dev.changeover.log.GroupCommittingFactLog;
import dev.changeover.log.LedgerSchema;
import dev.changeover.log.LedgerSignal;
import dev.changeover.log.LogLimits;
import dev.changeover.log.LogUnavailable;
import dev.changeover.log.NewFact;
import dev.changeover.testing.PostgresExtension;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

class SpanIntakeIT {
  private static final MeaningReader MEANINGS = new MeaningReader(ActionMapping.NONE);
  private final List<NewFact> appended = new CopyOnWriteArrayList<>();
  private DataSource database;
  private GroupCommittingFactLog log;
  private SpanIntake intake;
  private boolean logFails;

  @BeforeEach
  void start() {
    database = PostgresExtension.freshDatabase();
    LedgerSchema.migrate(database);
    log = new GroupCommittingFactLog(database, new LedgerSignal(), LogLimits.standard());
    FactLog breakable =
        (facts, alongside) -> {
          if (logFails) {
            return CompletableFuture.failedFuture(
                new LogUnavailable("away", Duration.ofSeconds(1), new IllegalStateException()));
          }
          appended.addAll(facts);
          return log.append(facts, alongside);
        };
    intake =
        new SpanIntake(
            MEANINGS,
            new SpanMemory(database),
            breakable,
            new Declarations(ActionMapping.NONE, Instant.EPOCH));
  }

  @AfterEach
  void stop() {
    log.close();
  }

  private void take(ExportTraceServiceRequest request) {
    assertThat(intake.take(read(request), List.of(), Exports.NOW)).isEmpty();
  }

  private static List<SeenSpan> read(ExportTraceServiceRequest request) {
    return new SpanReader(ActionMapping.NONE.allowedAttributes(), "default")
        .read(request, Exports.NOW)
        .spans();
  }

  private SpanSweep sweep(Duration settle, Duration patience) {
    return new SpanSweep(new SpansDue(database), intake, settings(settle, patience));
  }

  private static OtlpSettings settings(Duration settle, Duration patience) {
    return new OtlpSettings(
        null,
        "default",
        new OtlpSettings.Http(-1, "127.0.0.1"),
        settle,
        patience,
        Duration.ofHours(24),
        Duration.ofSeconds(1),
        10_000,
        DataSize.ofMegabytes(8),
        64);
  }

  private static Span.Builder root(int trace) {
    return span(trace, 1, 0, "POST /orders", SPAN_KIND_SERVER)
        .addAttributes(text("changeover.action.type", "order"))
        .addAttributes(text("changeover.action.id", String.valueOf(trace)))
        .addAttributes(text("changeover.action.outcome", "FAILED"));
  }

  private static Span.Builder call(int trace, int number, int parent) {
    return span(trace, number, parent, "POST", SPAN_KIND_CLIENT)
        .addAttributes(text("http.request.method", "POST"));
  }

  private List<Event> events() {
    return appended.stream().map(NewFact::event).toList();
  }

  private long waiting() {
    return JdbcClient.create(database)
        .sql("select count(*) from ledger.otlp_span where span is not null")
        .query(Long.class)
        .single();
  }

  @Test
  void an_acknowledged_span_waits_in_the_database_until_its_action_is_named() {
    take(export(service("pay", "1"), call(1, 2, 1)));
    assertThat(waiting()).isEqualTo(1);
    assertThat(events()).isEmpty();
    take(export(service("checkout", "1"), root(1)));
    assertThat(waiting()).isZero();
    assertThat(events())
        .anyMatch(EffectRecorded.class::isInstance)
        .anyMatch(ActionFinished.class::isInstance);
  }

  @Test
  void a_call_that_comes_after_its_action_failed_is_told_at_once_though_its_parent_is_missing() {
    take(export(service("checkout", "1"), root(1)));
    take(export(service("pay", "1"), call(1, 2, 9)));
    assertThat(waiting()).isZero();
    assertThat(events()).anyMatch(EffectRecorded.class::isInstance);
  }

  @Test
  void a_call_that_comes_after_its_action_completed_waits_for_the_step_that_it_belongs_to() {
    take(
        export(
            service("checkout", "1"),
            span(1, 1, 0, "POST /orders", SPAN_KIND_SERVER)
                .addAttributes(text("changeover.action.type", "order"))
                .addAttributes(text("changeover.action.id", "1"))
                .addAttributes(text("changeover.action.outcome", "COMPLETED"))));
    take(export(service("pay", "1"), call(1, 2, 9)));
    assertThat(waiting()).isEqualTo(1);
  }

  @Test
  void a_waiting_span_survives_a_log_that_fails_when_its_action_comes() {
    take(export(service("pay", "1"), call(1, 2, 1)));
    logFails = true;
    assertThatThrownBy(() -> take(export(service("checkout", "1"), root(1))))
        .isInstanceOf(LogUnavailable.class);
    assertThat(waiting()).as("it was acknowledged, so it stays").isEqualTo(1);

    logFails = false;
    sweep(Duration.ZERO, Duration.ofHours(1)).sweep();
    assertThat(waiting()).isZero();
    assertThat(events())
        .as("the root was not acknowledged, its sender sends it again")
        .singleElement()
        .isInstanceOf(EffectRecorded.class);
    take(export(service("checkout", "1"), root(1)));
    assertThat(events()).anyMatch(ActionFinished.class::isInstance);
  }

  @Test
  void a_consumer_waits_for_the_producer_that_it_links_to() {
    Span.Builder process =
        span(2, 11, 0, "process", SPAN_KIND_CONSUMER)
            .addLinks(link(1, 1))
            .addAttributes(text("messaging.destination.name", "orders"));
    take(export(service("worker", "1"), process));
    take(export(service("worker", "1"), call(2, 12, 11)));
    assertThat(waiting()).isEqualTo(2);
    take(export(service("checkout", "1"), root(1)));
    assertThat(waiting()).as("found by the link, from the other side").isZero();
    assertThat(events())
        .filteredOn(EffectRecorded.class::isInstance)
        .singleElement()
        .satisfies(e -> assertThat(((EffectRecorded) e).action().id()).isEqualTo("1"));
  }

  @Test
  void an_unmapped_trace_becomes_an_action_when_it_has_settled() {
    take(export(service("checkout", "1"), span(1, 1, 0, "GET /cart", SPAN_KIND_SERVER)));
    sweep(Duration.ofHours(1), Duration.ofHours(1)).sweep();
    assertThat(events()).isEmpty();
    sweep(Duration.ZERO, Duration.ofHours(1)).sweep();
    assertThat(events())
        .filteredOn(StepFinished.class::isInstance)
        .singleElement()
        .satisfies(
            e -> assertThat(((StepFinished) e).action().type()).isEqualTo("checkout GET .cart"));
  }

  @Test
  void a_parent_that_never_comes_is_a_gap_once() {
    take(export(service("checkout", "1"), root(1), call(1, 2, 7).setParentSpanId(spanId(77))));
    SpanSweep impatient = sweep(Duration.ZERO, Duration.ZERO);
    impatient.sweep();
    impatient.sweep();
    assertThat(events())
        .filteredOn(TraceGapFound.class::isInstance)
        .singleElement()
        .satisfies(
            e ->
                assertThat(((TraceGapFound) e).what())
                    .contains("000000000000004d", "has not been received"));
  }

  @Test
  void a_parent_that_comes_after_all_closes_its_gap() {
    take(export(service("checkout", "1"), root(1), call(1, 2, 3)));
    sweep(Duration.ZERO, Duration.ZERO).sweep();
    assertThat(openGaps()).hasSize(1);
    take(export(service("checkout", "1"), span(1, 3, 1, "work", SPAN_KIND_INTERNAL)));
    assertThat(openGaps()).isEmpty();
  }

  @Test
  void what_is_missing_beside_a_failed_step_is_told_at_once_and_taken_back_when_it_comes() {
    take(export(service("worker", "1"), failedStep(1, 5, 4)));
    assertThat(openGaps()).singleElement().asString().contains(":gap-parent:order/1");
    take(export(service("worker", "1"), named(1, 4, 3, "before")));
    assertThat(openGaps()).as("now the parent of its parent").hasSize(1);
    take(export(service("checkout", "1"), named(1, 3, 0, "root")));
    assertThat(openGaps()).isEmpty();
  }

  @Test
  void what_came_before_a_failure_and_lacks_its_parent_is_told_with_the_failure() {
    take(export(service("worker", "1"), named(1, 5, 4, "well")));
    assertThat(openGaps()).isEmpty();
    take(export(service("worker", "1"), failedStep(1, 6, 0)));
    assertThat(openGaps()).hasSize(1);
    take(export(service("worker", "1"), named(1, 4, 0, "parent")));
    assertThat(openGaps()).isEmpty();
  }

  @Test
  void nothing_is_told_to_be_missing_of_what_goes_well() {
    take(export(service("worker", "1"), named(1, 5, 4, "well")));
    take(export(service("worker", "1"), named(1, 4, 0, "parent")));
    assertThat(events()).noneMatch(TraceGapFound.class::isInstance);
    assertThat(events()).noneMatch(TraceGapClosed.class::isInstance);
  }

  @Test
  void a_consumer_that_waits_for_a_failed_trace_is_a_gap_of_it_until_it_has_its_place() {
    Span.Builder process =
        span(2, 11, 0, "process", SPAN_KIND_CONSUMER)
            .addLinks(link(1, 9))
            .addAttributes(text("messaging.destination.name", "orders"));
    take(export(service("worker", "1"), process));
    take(export(service("checkout", "1"), failedStep(1, 5, 0)));
    assertThat(openGaps()).singleElement().asString().contains(":gap-unplaced:order/1");
    take(
        export(
            service("checkout", "1"),
            span(1, 9, 5, "orders publish", SPAN_KIND_PRODUCER)
                .addAttributes(text("messaging.destination.name", "orders"))));
    assertThat(openGaps()).isEmpty();
    assertThat(waiting()).isZero();
  }

  @Test
  void a_failure_in_a_consumer_misses_the_producer_that_it_links_to() {
    take(
        export(
            service("worker", "1"),
            span(2, 11, 0, "process", SPAN_KIND_CONSUMER)
                .addLinks(link(1, 9))
                .addAttributes(text("changeover.action.type", "order"))
                .addAttributes(text("changeover.action.id", "1"))
                .addAttributes(text("messaging.destination.name", "orders"))));
    assertThat(openGaps()).isEmpty();
    take(export(service("worker", "1"), failedStep(2, 12, 11, 1)));
    assertThat(openGaps())
        .singleElement()
        .asString()
        .contains(":gap-link-0000000000000009:order/1");
    take(
        export(
            service("checkout", "1"),
            named(1, 9, 0, "orders publish").setKind(SPAN_KIND_PRODUCER)));
    assertThat(openGaps()).isEmpty();
  }

  private static Span.Builder named(int trace, int number, int parent, String name) {
    return span(trace, number, parent, name, SPAN_KIND_SERVER)
        .addAttributes(text("changeover.action.type", "order"))
        .addAttributes(text("changeover.action.id", String.valueOf(trace)));
  }

  private static Span.Builder failedStep(int trace, int number, int parent) {
    return failedStep(trace, number, parent, trace);
  }

  private static Span.Builder failedStep(int trace, int number, int parent, int order) {
    return span(trace, number, parent, "charge", SPAN_KIND_SERVER)
        .addAttributes(text("changeover.action.type", "order"))
        .addAttributes(text("changeover.action.id", String.valueOf(order)))
        .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
  }

  /** Ids of the gaps told that were not closed. */
  private Set<String> openGaps() {
    Set<String> open = new TreeSet<>();
    Set<String> closed = new TreeSet<>();
    for (NewFact fact : appended) {
      if (fact.event() instanceof TraceGapFound) {
        open.add(fact.id().id());
      }
      if (fact.event() instanceof TraceGapClosed gone) {
        closed.add(gone.gap());
      }
    }
    assertThat(open).as("only what was told is closed").containsAll(closed);
    open.removeAll(closed);
    return open;
  }

  @Test
  void exports_of_one_trace_at_the_same_time_do_not_miss_each_other() throws Exception {
    for (int trace = 1; trace <= 20; trace++) {
      int one = trace;
      CyclicBarrier together = new CyclicBarrier(3);
      try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
        List<Future<?>> takes = new ArrayList<>();
        for (Span.Builder each :
            List.of(root(one), call(one, 3, 2), span(one, 2, 1, "pay", SPAN_KIND_SERVER))) {
          takes.add(
              threads.submit(
                  () -> {
                    together.await();
                    take(export(service("pay", "1"), each));
                    return null;
                  }));
        }
        for (Future<?> each : takes) {
          each.get();
        }
      }
      assertThat(waiting()).as("trace " + one).isZero();
    }
    assertThat(events())
        .filteredOn(EffectRecorded.class::isInstance)
        .hasSizeGreaterThanOrEqualTo(20);
    assertThat(
            JdbcClient.create(database)
                .sql("select count(*) from ledger.conflict")
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void a_parent_that_came_with_its_child_is_not_looked_for() {
    take(export(service("checkout", "1"), root(1), call(1, 2, 1)));
    take(export(service("checkout", "1"), call(1, 3, 9)));
    assertThat(
            JdbcClient.create(database)
                .sql("select encode(span_id, 'hex') from ledger.otlp_span where needs_parent")
                .query(String.class)
                .list())
        .containsExactly(HexFormat.of().formatHex(spanId(3).toByteArray()));
  }

  @Test
  void of_two_that_place_a_span_at_once_the_first_stands_for_both() {
    var memory = new SpanMemory(database);
    TraceSpan span =
        TraceSpan.arrived(read(export(service("checkout", "1"), root(1))).getFirst(), Exports.NOW);
    TraceSpan first = span.at(at("pay"));
    TraceSpan second = span.at(at("ship"));
    assertThat(memory.remember(List.of(first), List.of()).placements())
        .containsExactly(entry(span.key(), at("pay")));
    assertThat(memory.remember(List.of(second), List.of()).placements())
        .containsExactly(entry(span.key(), at("pay")));
    assertThat(memory.recall(Set.of(span.key().trace())).values())
        .extracting(TraceSpan::placement)
        .containsExactly(at("pay"));
  }

  private static Placement at(String step) {
    return new Placement(
        List.of(new ActionRef("order", "1")), Placement.How.NAMED, step, 1, null, false);
  }

  @Test
  void a_span_that_may_be_of_two_actions_that_nobody_named_does_not_wait_for_ever() {
    take(export(service("shop", "1"), span(1, 1, 0, "PUT /carts", SPAN_KIND_SERVER)));
    take(export(service("pay", "1"), span(2, 1, 0, "PUT /refunds", SPAN_KIND_SERVER)));
    sweep(Duration.ZERO, Duration.ZERO).sweep();
    take(
        export(
            service("pay", "1"),
            span(2, 2, 1, "take carts", SPAN_KIND_CONSUMER).addLinks(link(1, 1)),
            call(2, 3, 8)));
    for (int n = 0; n < 5; n++) {
      sweep(Duration.ZERO, Duration.ZERO).sweep();
    }
    assertThat(waiting()).isZero();
  }

  @Test
  void what_is_old_is_forgotten_but_never_what_waits() {
    take(export(service("checkout", "1"), root(1)));
    take(export(service("pay", "1"), call(2, 2, 1)));
    new SpansDue(database).forget(Duration.ZERO, 100);
    assertThat(
            JdbcClient.create(database)
                .sql("select count(*) from ledger.otlp_span")
                .query(Long.class)
                .single())
        .isEqualTo(1);
    assertThat(waiting()).isEqualTo(1);
  }
}
