package dev.changeover.ingest.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.ActionEvent.EffectOutcome;
import dev.changeover.event.ActionEvent.EffectRecorded;
import dev.changeover.event.ActionEvent.StepStarted;
import dev.changeover.event.ActionRef;
import dev.changeover.event.EventCatalog;
import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.event.MigrationEvent.PhaseStarted;
import dev.changeover.event.ReleaseEvent.ReleaseStarted;
import dev.changeover.event.ReleaseEvent.RollbackRehearsed;
import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.log.NewFact;
import dev.changeover.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CustomEventsTest {

  /** One example of every type: name, subject id, members of the content. */
  static Stream<String> examples() {
    try (var text = CustomEventsTest.class.getResourceAsStream("/events/custom.jsonl")) {
      return new String(Objects.requireNonNull(text).readAllBytes(), UTF_8).lines();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void every_type_is_taken_and_becomes_its_record(String line) {
    NewFact fact = Sent.fact(line);
    String name = EventCatalog.of(fact.event().getClass()).type().name();
    assertThat(line).contains("changeover-" + name + ".0.1.0");
    assertThat(fact.environment()).isEqualTo("production");
    assertThat(fact.extras())
        .as("the record holds all of the content")
        .doesNotContain("\"content\"");
  }

  @Test
  void there_is_an_example_of_every_type() {
    Set<String> shown =
        examples()
            .map(line -> EventCatalog.of(Sent.fact(line).event().getClass()).type().name())
            .collect(Collectors.toSet());
    assertThat(
            EventCatalog.entries().stream()
                .filter(entry -> entry.origin() == EventCatalog.Origin.CUSTOM)
                .map(entry -> entry.type().name()))
        .allSatisfy(name -> assertThat(shown).contains(name));
  }

  @Test
  void the_subject_names_the_thing_where_the_content_does_not() {
    assertThat(Sent.fact(Sent.ours("release.started", "2026.11.3", "")).event())
        .isEqualTo(new ReleaseStarted("2026.11.3", null));
    assertThat(
            Sent.fact(Sent.ours("migration.phasestarted", "split", "\"phase\":\"EXPANDED\""))
                .event())
        .isEqualTo(new PhaseStarted("split", Phase.EXPANDED, null));
    WorkerReported worker =
        (WorkerReported)
            Sent.fact(
                    Sent.ours(
                        "worker.reported", "w-17", "\"component\":\"w\",\"state\":\"RUNNING\""))
                .event();
    assertThat(worker.instance()).isEqualTo("w-17");
  }

  @Test
  void an_action_is_named_by_the_subject_and_a_first_attempt_need_not_be_counted() {
    StepStarted started =
        (StepStarted)
            Sent.fact(Sent.ours("actionstep.started", "order/4711", "\"step\":\"charge\"")).event();
    assertThat(started.action()).isEqualTo(new ActionRef("order", "4711"));
    assertThat(started.attempt()).isEqualTo(1);
    EffectRecorded effect =
        (EffectRecorded)
            Sent.fact(
                    Sent.ours(
                        "effect.recorded",
                        "anything",
                        "\"action\":\"order/4711\",\"step\":\"charge\",\"effect\":\"charge\",\"outcome\":\"UNKNOWN\",\"attempt\":2"))
                .event();
    assertThat(effect.outcome()).isEqualTo(EffectOutcome.UNKNOWN);
    assertThat(effect.attempt()).isEqualTo(2);
  }

  @Test
  void a_rehearsal_of_a_component_is_not_of_a_release() {
    RollbackRehearsed rehearsed =
        (RollbackRehearsed)
            Sent.fact(
                    Sent.ours(
                        "release.rehearsed",
                        "checkout",
                        "\"component\":\"checkout\",\"from\":\"2\",\"to\":\"1\",\"outcome\":\"SUCCEEDED\""))
                .event();
    assertThat(rehearsed.release()).isNull();
  }

  @Test
  void a_fault_in_the_content_is_named_at_its_place() {
    assertThat(pointer("worker.reported", "w", "\"component\":\"w\""))
        .isEqualTo("/subject/content/state");
    assertThat(pointer("worker.reported", "w", "\"component\":\"w\",\"state\":\"ASLEEP\""))
        .isEqualTo("/subject/content/state");
    assertThat(pointer("queue.observed", "q", "\"depth\":\"many\""))
        .isEqualTo("/subject/content/depth");
    assertThat(pointer("actionstep.started", "no-slash", "\"step\":\"charge\""))
        .isEqualTo("/subject/id");
    assertThat(pointer("release.started", "r", "\"environment\":\"twice\""))
        .isEqualTo("/subject/content/environment");
  }

  @Test
  void what_no_read_model_could_keep_is_refused_at_its_place() {
    String version = "\"component\":\"web\",\"version\":\"" + "9".repeat(481) + "\"";
    assertThat(Sent.problem(Sent.ours("component.observed", "web", version)))
        .satisfies(
            problem -> {
              assertThat(problem.pointer()).isEqualTo("/subject/content/version");
              assertThat(problem.detail()).isEqualTo("has 481 bytes, at most 480 are taken");
            });
    assertThat(pointer("action.accepted", "order/zz", "\"key\":\"" + "k".repeat(3_000) + "\""))
        .isEqualTo("/subject/content/key");
    assertThat(pointer("action.accepted", "order/zz", "\"key\":\"a\\u0000b\""))
        .isEqualTo("/subject/content/key");
  }

  @Test
  void an_environment_that_no_gate_can_address_is_refused() {
    String event = Sent.ours("release.started", "r", "");
    for (String name : List.of("..", "prod%2Feu", "eu/prod", " ", "e".repeat(201))) {
      assertThat(Sent.problem(event.replace("\"production\"", '"' + name + '"')).pointer())
          .as(name)
          .isEqualTo("/subject/content/environment");
    }
  }

  @Test
  void numbers_do_not_pass_for_words_times_or_whole_numbers() {
    assertThat(pointer("worker.reported", "w", "\"component\":\"w\",\"state\":0"))
        .isEqualTo("/subject/content/state");
    assertThat(pointer("queue.observed", "q", "\"depth\":4.7")).isEqualTo("/subject/content/depth");
    assertThat(pointer("queue.observed", "q", "\"depth\":4,\"oldestAge\":30"))
        .isEqualTo("/subject/content/oldestAge");
    assertThat(
            pointer("schedule.registered", "s", "\"component\":\"c\",\"version\":\"1\",\"next\":5"))
        .isEqualTo("/subject/content/next");
    assertThat(pointer("release.rehearsed", "r", "\"from\":\"2\",\"to\":\"1\",\"outcome\":1"))
        .isEqualTo("/subject/content/outcome");
  }

  @Test
  void says_what_was_expected_in_the_words_of_json() {
    assertThat(detail("worker.reported", "w", "\"component\":\"w\",\"state\":\"ASLEEP\""))
        .isEqualTo("is of another form; expected one of RUNNING, DRAINING, SHUTTING_DOWN");
    assertThat(detail("worker.reported", "w", "\"component\":\"w\"")).isEqualTo("is missing");
    assertThat(detail("queue.observed", "q", "\"depth\":\"many\""))
        .isEqualTo("is of another form; expected a whole number from 0");
    assertThat(detail("queue.observed", "q", "\"depth\":1,\"bySchema\":[]"))
        .isEqualTo("is of another form; expected an object");
    assertThat(detail("component.observed", "c", "\"component\":\" \",\"version\":\"1\""))
        .isEqualTo("is empty; expected a text");
  }

  @Test
  void tries_count_from_one() {
    assertThat(pointer("actionstep.started", "order/1", "\"step\":\"charge\",\"attempt\":0"))
        .isEqualTo("/subject/content/attempt");
    assertThat(
            detail(
                "effect.recorded",
                "order/1",
                "\"step\":\"charge\",\"effect\":\"charge\",\"outcome\":\"UNKNOWN\",\"attempt\":-1"))
        .isEqualTo("is -1; expected a whole number from 1");
  }

  @Test
  void a_list_holds_no_nulls() {
    assertThat(
            pointer(
                "worker.reported",
                "w",
                "\"component\":\"w\",\"state\":\"RUNNING\",\"queues\":[null]"))
        .startsWith("/subject/content/queues");
  }

  @Test
  void the_environment_is_required_and_its_id_may_be_written_as_a_reference() {
    String event = Sent.ours("release.started", "r", "");
    assertThat(Sent.problem(event.replace("\"environment\":\"production\"", "")).pointer())
        .isEqualTo("/subject/content/environment");
    assertThat(Sent.problem(event.replace("production", "a/b")).pointer())
        .isEqualTo("/subject/content/environment");
    assertThat(Sent.fact(event.replace("\"production\"", "{\"id\":\"production\"}")).environment())
        .isEqualTo("production");
  }

  @Test
  void an_unknown_type_of_ours_is_refused_with_the_nearest_known() {
    Problem unknown = Sent.problem(Sent.ours("worker.reportd", "w", ""));
    assertThat(unknown.pointer()).isEqualTo("/context/type");
    assertThat(unknown.detail()).contains("worker.reported");
    assertThat(Sent.problem(Sent.ours("release.planned", "r", "")).pointer())
        .isEqualTo("/context/type");
    Problem version =
        Sent.problem(
            Sent.ours("release.started", "r", "").replace("started.0.1.0", "started.9.0.0"));
    assertThat(version.detail()).contains("dev.cdeventsx.changeover-release.started.0.1.0");
  }

  @Test
  void content_that_no_record_knows_is_kept_beside() {
    NewFact fact =
        Sent.fact(
            Sent.ours("flag.changed", "f", "\"variant\":\"on\",\"note\":{\"by\":\"on-call\"}"));
    assertThat(fact.extras()).contains("\"content\":{\"note\":{\"by\":\"on-call\"}}");
  }

  private static String detail(String name, String subject, String members) {
    return Sent.problem(Sent.ours(name, subject, members)).detail();
  }

  private static String pointer(String name, String subject, String members) {
    return String.valueOf(Sent.problem(Sent.ours(name, subject, members)).pointer());
  }
}
