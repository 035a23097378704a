package dev.changeover.explain.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.Event;
import dev.changeover.event.Recorded;
import dev.changeover.explain.Asked;
import dev.changeover.explain.Question;
import dev.changeover.explain.Verdict;
import dev.changeover.explain.proceed.ProceedJudgement;
import dev.changeover.explain.proceed.ProceedReader;
import dev.changeover.explain.rules.RuleBook;
import dev.changeover.ledger.TestLog;
import dev.changeover.projection.Projector;
import dev.changeover.projection.action.ActionProjector;
import dev.changeover.projection.action.RunReader;
import dev.changeover.projection.environment.EnvironmentProjector;
import dev.changeover.projection.environment.EnvironmentReader;
import dev.changeover.testing.PostgresExtension;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProceedReaderIT {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  private static final List<GoldenCase> CASES = GoldenCase.asking(Question.PROCEED);

  private List<Projector> projectors = List.of();

  @BeforeAll
  static void create_the_tables() {
    TestLog.createTables(postgres.dataSource());
  }

  @BeforeEach
  void start_empty() {
    projectors =
        List.of(
            new EnvironmentProjector(postgres.dataSource()),
            new ActionProjector(postgres.dataSource()));
    projectors.forEach(Projector::reset);
  }

  @Test
  void read_from_the_rows_a_case_gets_the_verdict_that_its_events_get() {
    for (GoldenCase golden : oneOfEachRule()) {
      projectors.forEach(Projector::reset);
      project(golden.events());

      assertThat(answer(golden, golden.asked()))
          .as(golden.name())
          .isEqualTo(ProceedCases.answer(golden));
    }
  }

  @Test
  void an_earlier_position_gets_the_verdict_of_then_though_actions_have_ended_since() {
    GoldenCase golden = named("PROCEED-01/as-many-complete-as-before");
    store(golden.events());
    project(golden.events());
    int half = golden.events().size() - 30;
    Asked then = new Asked(half, golden.asked().instant());

    assertThat(answer(golden, then))
        .isEqualTo(ProceedCases.answer(golden, then, golden.events().subList(0, half + 1)));
    for (int last = 10; last < golden.events().size(); last += 5) {
      Asked earlier = new Asked(last, golden.asked().instant());
      assertThat(untimed(answer(golden, earlier, 2)))
          .as("counted, as of %d", last)
          .isEqualTo(
              untimed(ProceedCases.answer(golden, earlier, golden.events().subList(0, last + 1))));
    }
  }

  @Test
  void runs_that_are_counted_and_not_read_one_by_one_give_the_same_verdict() {
    for (GoldenCase golden : oneOfEachRule()) {
      projectors.forEach(Projector::reset);
      project(golden.events());

      for (int most = 1; most <= 2; most++) {
        assertThat(untimed(answer(golden, golden.asked(), most)))
            .as("%s, %d read", golden.name(), most)
            .isEqualTo(untimed(ProceedCases.answer(golden)));
      }
    }
  }

  @Test
  void rows_that_are_behind_the_position_asked_about_are_never_safe() {
    GoldenCase safe = named("PROCEED-01/as-many-complete-as-before");
    project(safe.events());
    BehindRows.areNeverSafe(safe, ahead -> answer(safe, ahead));
  }

  private static Collection<GoldenCase> oneOfEachRule() {
    Map<String, GoldenCase> cases = new TreeMap<>();
    CASES.forEach(each -> cases.putIfAbsent(each.rule(), each));
    return cases.values();
  }

  private static GoldenCase named(String name) {
    return CASES.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  private void project(List<Recorded<Event>> events) {
    projectors.forEach(each -> each.project(List.copyOf(events)));
  }

  private static void store(List<Recorded<Event>> events) {
    store(new TestLog(postgres.dataSource(), List.of()), events);
  }

  static void store(TestLog log, List<Recorded<Event>> events) {
    log.inOneBatch(
        () ->
            events.forEach(
                each ->
                    log.record(
                        each.environment(),
                        each.event(),
                        each.occurredAt(),
                        each.recordedAt(),
                        each.subject())));
  }

  private static Verdict answer(GoldenCase golden, Asked asked) {
    return answer(postgres.dataSource(), golden, asked);
  }

  private static Verdict answer(GoldenCase golden, Asked asked, int most) {
    return answer(postgres.dataSource(), new RunReader(postgres.dataSource(), most), golden, asked);
  }

  /** Of those that are counted it is not known how long they took. */
  private static String untimed(Verdict verdict) {
    return verdict.toString().replaceAll("; p50 .*?, observedAt", ", observedAt");
  }

  /** What the rows say. */
  static Verdict answer(DataSource database, GoldenCase golden, Asked asked) {
    return answer(database, new RunReader(database), golden, asked);
  }

  private static Verdict answer(
      DataSource database, RunReader runs, GoldenCase golden, Asked asked) {
    ProceedReader reader = new ProceedReader(new EnvironmentReader(database), runs::read);
    return ProceedJudgement.judge(
        reader.read(
            golden.field("environment").orElseThrow(),
            golden.field("release").orElseThrow(),
            asked),
        RuleBook::judge);
  }
}
