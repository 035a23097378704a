package dev.changeover.projection.queue;

import static dev.changeover.projection.environment.Facts.after;
import static dev.changeover.projection.environment.Facts.worker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.ComponentVersion;
import dev.changeover.event.MessageForm;
import dev.changeover.event.QueueEvent.QueueObserved;
import dev.changeover.event.WorkerEvent.WorkerState;
import dev.changeover.event.WorkerEvent.WorkerStopped;
import dev.changeover.projection.environment.Facts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StrandedWorkTest {
  private final Facts facts =
      new Facts()
          .at(
              "PT0S",
              new QueueObserved(
                  "orders",
                  5,
                  null,
                  Map.of(new MessageForm("order-placed/3"), 5L),
                  null,
                  null,
                  null));

  @Test
  void work_that_a_live_worker_takes_is_not_stranded() {
    facts.at("PT0S", worker("5.1.0", "w1", "order-placed/3"));

    assertThat(stranded("PT10S")).isEmpty();
  }

  @Test
  void work_is_stranded_for_certain_where_every_worker_of_the_queue_refuses_it() {
    facts.at("PT0S", worker("5.0.2", "w1", "order-placed/2"));

    assertThat(stranded("PT10S")).singleElement().matches(StrandedWork::certain);
  }

  @Test
  void the_versions_that_would_take_it_are_named_though_they_are_dead() {
    facts
        .at("PT0S", worker("5.1.0", "w1", "order-placed/3"))
        .at("PT1S", new WorkerStopped("order-worker", "5.1.0", "w1", null));

    StrandedWork work = stranded("PT10S").getFirst();
    assertThat(work.certain()).isTrue();
    assertThat(work.count()).isEqualTo(5);
    assertThat(work.acceptingVersions())
        .containsExactly(new ComponentVersion("order-worker", "5.1.0"));
  }

  @Test
  void silence_or_a_worker_that_does_not_tell_leaves_it_open() {
    Facts silent = new Facts();
    silent.list().addAll(facts.list());
    silent.at("PT0S", worker("5.1.0", "w1", "order-placed/3"));
    facts.at("PT0S", worker("5.1.0", "w1"));

    assertThat(StrandedWork.in(silent.known(), after("PT5M"))).noneMatch(StrandedWork::certain);
    assertThat(stranded("PT10S")).singleElement().matches(work -> !work.certain());
  }

  @Test
  void a_draining_acceptor_takes_nothing_new_and_still_may_come_back() {
    facts.at(
        "PT0S",
        worker(WorkerState.DRAINING, "5.1.0", "w1", "order-placed/3"),
        worker("5.0.2", "w2", "order-placed/2"));

    assertThat(stranded("PT10S")).singleElement().matches(work -> !work.certain());
  }

  private List<StrandedWork> stranded(String length) {
    return StrandedWork.in(facts.known(), after(length));
  }
}
