package dev.changeover.explain.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.Event;
import dev.changeover.event.EventId;
import dev.changeover.event.Recorded;
import dev.changeover.explain.Answer;
import dev.changeover.explain.Verdict;
import dev.changeover.ledger.TestLog;
import dev.changeover.projection.Projector;
import dev.changeover.projection.action.ActionProjector;
import dev.changeover.projection.environment.EnvironmentProjector;
import dev.changeover.testing.PostgresExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Actions that began long before a release and ran on what it brought. */
class LateBeginningsIT {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  @Test
  void a_verdict_on_the_next_step_counts_them_and_stays_pinned() {
    TestLog.createTables(postgres.dataSource());
    GoldenCase golden =
        GoldenCase.all().stream()
            .filter(each -> each.name().equals("PROCEED-05/they-began-before-the-baseline"))
            .findFirst()
            .orElseThrow();
    TestLog log = new TestLog(postgres.dataSource(), List.of());
    tell(log, golden.events());
    Verdict pinned = ProceedReaderIT.answer(postgres.dataSource(), golden, golden.asked());
    assertThat(pinned.answer()).isEqualTo(Answer.UNSAFE);

    tell(log, earlierBeginnings(golden.events()));

    assertThat(ProceedReaderIT.answer(postgres.dataSource(), golden, golden.asked()))
        .isEqualTo(pinned);
  }

  private static void tell(TestLog log, List<Recorded<Event>> events) {
    ProceedReaderIT.store(log, events);
    List<Projector> projectors =
        List.of(
            new EnvironmentProjector(postgres.dataSource()),
            new ActionProjector(postgres.dataSource()));
    projectors.forEach(each -> each.project(List.copyOf(events)));
  }

  /** Told late: every action was accepted a month before. */
  private static List<Recorded<Event>> earlierBeginnings(List<Recorded<Event>> events) {
    List<Recorded<Event>> late = new ArrayList<>();
    for (Recorded<Event> each : events) {
      if (each.event() instanceof ActionAccepted) {
        late.add(
            new Recorded<>(
                events.size() + late.size(),
                new EventId(each.id().source(), each.id().id() + "-late"),
                each.environment(),
                each.subject(),
                each.occurredAt().minus(Duration.ofDays(30)),
                events.getLast().recordedAt(),
                each.event()));
      }
    }
    return late;
  }
}
