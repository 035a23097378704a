package dev.changeover.projection.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.ActionEvent.StepStarted;
import dev.changeover.event.ActionRef;
import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.DecisionEvent.DecisionRecorded;
import dev.changeover.event.Event;
import dev.changeover.event.EventId;
import dev.changeover.event.IncidentEvent.FreezeStarted;
import dev.changeover.event.MessageForm;
import dev.changeover.event.OtherFact;
import dev.changeover.event.QueueEvent.QueueObserved;
import dev.changeover.event.Recorded;
import dev.changeover.event.ReleaseEvent.ReleaseStarted;
import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.event.WorkerEvent.WorkerState;
import dev.changeover.event.WorkerEvent.WorkerStopped;
import dev.changeover.projection.ViewSchema;
import dev.changeover.testing.PostgresExtension;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

class TimelineProjectorIT {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  private final JdbcTemplate jdbc = new JdbcTemplate(postgres.dataSource());
  private final TimelineProjector projector =
      new TimelineProjector(new TimelineRows(postgres.dataSource()));

  @BeforeAll
  static void create_the_tables() {
    ViewSchema.migrate(postgres.dataSource());
  }

  @BeforeEach
  void empty_them() {
    projector.reset();
  }

  @Test
  void places_a_fact_in_the_timeline_of_its_environment_and_of_what_it_names() {
    projector.project(
        List.of(
            fact(0, new ReleaseStarted("2026.11.3", null)),
            fact(1, step("order/4711")),
            fact(2, new FreezeStarted("peak"))));
    assertThat(timeline("environment")).containsExactly("0 RELEASE", "1 ACTION", "2 INCIDENT");
    assertThat(timeline("release/2026.11.3")).containsExactly("0 RELEASE");
    assertThat(timeline("action/order/4711")).containsExactly("1 ACTION");
    assertThat(timeline("component/checkout")).isEmpty();
  }

  @Test
  void a_heartbeat_that_says_the_same_again_makes_no_entry() {
    projector.project(List.of(fact(0, worker("5.0.2")), fact(1, worker("5.0.2"))));
    projector.project(List.of(fact(2, worker("5.0.2")), fact(3, worker("5.1.0"))));
    assertThat(timeline("component/order-worker")).containsExactly("0 WORKER", "3 WORKER");
  }

  @Test
  void a_worker_that_returns_after_its_end_is_news() {
    projector.project(
        List.of(
            fact(0, worker("5.0.2")),
            fact(1, new WorkerStopped("order-worker", "5.0.2", "w-1", null)),
            fact(2, worker("5.0.2"))));
    assertThat(timeline("component/order-worker"))
        .containsExactly("0 WORKER", "1 WORKER", "2 WORKER");
  }

  @Test
  void a_queue_is_news_when_another_form_is_in_it_and_not_when_only_counts_move() {
    projector.project(
        List.of(
            fact(0, queue(Map.of("order-placed/2", 4L))),
            fact(1, queue(Map.of("order-placed/2", 9L))),
            fact(2, queue(Map.of("order-placed/2", 9L, "order-placed/3", 1L)))));
    assertThat(timeline("queue/orders")).containsExactly("0 QUEUE", "2 QUEUE");
  }

  @Test
  void an_instance_that_changes_its_version_back_is_news_each_time() {
    projector.project(
        List.of(fact(0, seen("2.3.1")), fact(1, seen("2.4.0")), fact(2, seen("2.3.1"))));
    assertThat(timeline("component/checkout"))
        .containsExactly("0 VERSION", "1 VERSION", "2 VERSION");
  }

  @Test
  void a_decision_is_part_of_the_timeline_of_what_it_was_about() {
    projector.project(
        List.of(
            fact(0, decision("RETRY", "order/4711")),
            fact(1, decision("ROLLBACK", "production/2026.11.3")),
            fact(2, decision("PROCEED", "2026.11.3"))));
    assertThat(timeline("action/order/4711")).containsExactly("0 DECISION");
    assertThat(timeline("release/2026.11.3")).containsExactly("1 DECISION", "2 DECISION");
  }

  @Test
  void a_fact_of_no_environment_has_a_place_too() {
    projector.project(
        List.of(
            new Recorded<Event>(
                0,
                new EventId("/ci", "1"),
                null,
                "main",
                Instant.EPOCH,
                Instant.EPOCH,
                new OtherFact("dev.cdevents.branch.created.0.2.0", "{}"))));
    assertThat(
            jdbc.queryForList(
                "select position from view.timeline_entry where environment = '-'", Long.class))
        .containsExactly(0L);
  }

  @Test
  void facts_handed_over_again_in_other_batches_change_nothing() {
    var history = history(400);
    projector.project(history);
    var once = projector.digest();
    var random = new Random(7);
    for (int round = 0; round < 20; round++) {
      int from = random.nextInt(history.size());
      projector.project(history.subList(from, from + random.nextInt(history.size() - from)));
    }
    assertThat(projector.digest()).isEqualTo(once);
  }

  @Test
  void a_rebuild_in_batches_of_another_size_gives_the_same_rows() {
    var history = history(400);
    projector.project(history);
    var live = projector.digest();
    projector.reset();
    assertThat(projector.digest()).isNotEqualTo(live);
    for (int from = 0; from < history.size(); from += 7) {
      projector.project(history.subList(from, Math.min(from + 7, history.size())));
    }
    assertThat(projector.digest()).isEqualTo(live);
  }

  private List<String> timeline(String subject) {
    return jdbc.query(
        """
        select position, kind from view.timeline_entry
        where environment = 'production' and subject = ? order by occurred_at, position
        """,
        (row, _) -> row.getLong(1) + " " + row.getString(2),
        subject);
  }

  private static List<Recorded<?>> history(int length) {
    var random = new Random(42);
    return IntStream.range(0, length)
        .<Recorded<?>>mapToObj(
            position ->
                fact(
                    position,
                    switch (random.nextInt(4)) {
                      case 0 -> worker(random.nextBoolean() ? "5.0.2" : "5.1.0");
                      case 1 -> seen(random.nextBoolean() ? "2.3.1" : "2.4.0");
                      case 2 -> queue(Map.of("order-placed/" + random.nextInt(3), 1L));
                      default -> step("order/" + random.nextInt(5));
                    }))
        .toList();
  }

  private static Event worker(String version) {
    return new WorkerReported(
        "order-worker",
        version,
        "w-1",
        null,
        List.of("orders"),
        List.of(new MessageForm("order-placed/2")),
        3L,
        WorkerState.RUNNING,
        null,
        null);
  }

  private static Event seen(String version) {
    return new ComponentObserved("checkout", ComponentKind.API, version, "c-1", null, null, null);
  }

  private static Event queue(Map<String, Long> counts) {
    var byForm =
        counts.entrySet().stream()
            .collect(Collectors.toMap(each -> new MessageForm(each.getKey()), Map.Entry::getValue));
    long depth = counts.values().stream().mapToLong(Long::longValue).sum();
    return new QueueObserved("orders", depth, null, byForm, null, null, null);
  }

  private static Event step(String action) {
    return new StepStarted(
        ActionRef.parse(action),
        "charge",
        1,
        "checkout",
        "2.4.0",
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static Event decision(String question, String subject) {
    return new DecisionRecorded(question, subject, null, "go", "on-call", null, null, null);
  }

  private static Recorded<Event> fact(long position, Event event) {
    var at = Instant.parse("2026-11-20T14:00:00Z").plusSeconds(position);
    return new Recorded<>(
        position, new EventId("/fleet", "e" + position), "production", "it", at, at, event);
  }
}
