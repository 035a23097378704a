package dev.changeover.projection.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.ActionEvent.ActionOutcome;
import dev.changeover.event.ActionRef;
import dev.changeover.projection.action.ActionRun;
import dev.changeover.projection.action.RunsAlike;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CompletionTest {
  private static final Instant START = Instant.parse("2026-11-20T14:00:00Z");
  private static final Instant ASKED = START.plusSeconds(3600);
  private static final Duration WITHIN = Duration.ofMinutes(15);

  @Test
  void each_run_is_completed_failed_stuck_or_under_way() {
    Completion counted =
        Completion.of(
            alone(
                ended(1, ActionOutcome.COMPLETED, 4),
                ended(2, ActionOutcome.FAILED, 4),
                ended(3, ActionOutcome.COMPENSATED, 4),
                ended(4, ActionOutcome.CANCELLED, 4),
                open(5, START),
                open(6, ASKED.minusSeconds(60))),
            ASKED,
            WITHIN);

    assertThat(counted.started()).isEqualTo(5);
    assertThat(counted.completed()).isEqualTo(1);
    assertThat(counted.failed()).isEqualTo(2);
    assertThat(counted.stuck()).isEqualTo(1);
    assertThat(counted.pending()).isEqualTo(1);
    assertThat(counted.rate()).isEqualTo(0.25);
  }

  @Test
  void one_that_was_taken_up_again_after_its_end_is_open() {
    ActionRun again =
        new ActionRun(
            new ActionRef("order", "1"),
            START,
            Optional.of(START.plusSeconds(10)),
            Optional.of(new ActionRun.End(START.plusSeconds(5), ActionOutcome.FAILED)),
            new TreeSet<>(),
            0);

    assertThat(Completion.of(alone(again), ASKED, WITHIN).stuck()).isEqualTo(1);
  }

  @Test
  void quantiles_are_exact_between_the_two_nearest() {
    List<RunsAlike> runs =
        IntStream.rangeClosed(1, 20)
            .mapToObj(each -> RunsAlike.of(ended(each, ActionOutcome.COMPLETED, each)))
            .toList();
    Completion counted = Completion.of(runs, ASKED, WITHIN);

    assertThat(counted.p50()).contains(Duration.ofMillis(10_500));
    assertThat(counted.p95()).contains(Duration.ofMillis(19_050));
  }

  @Test
  void runs_that_are_alike_count_as_many_and_only_timed_ones_tell_how_long() {
    ActionRun one = ended(7, ActionOutcome.FAILED, 4);
    List<RunsAlike> runs =
        List.of(
            new RunsAlike(one, 600, 900, ASKED, false),
            RunsAlike.of(ended(8, ActionOutcome.COMPLETED, 4)));

    Completion counted = Completion.of(runs, ASKED, WITHIN);

    assertThat(counted.failed()).isEqualTo(600);
    assertThat(counted.started()).isEqualTo(601);
    assertThat(counted.timed()).isEqualTo(1);
    assertThat(counted.lastPosition()).isEqualTo(900);
  }

  @Test
  void a_bare_trace_is_told_from_an_action_by_its_name() {
    assertThat(named("checkout POST orders", "0af7651916cd43dd8448eb211c80319c").isBareTrace())
        .isTrue();
    assertThat(named("order", "0af7651916cd43dd8448eb211c80319c").isBareTrace()).isFalse();
    assertThat(named("monthly invoice", "4711").isBareTrace()).isFalse();
  }

  private static List<RunsAlike> alone(ActionRun... runs) {
    return Stream.of(runs).map(RunsAlike::of).toList();
  }

  private static ActionRun named(String type, String id) {
    return new ActionRun(
        new ActionRef(type, id), START, Optional.empty(), Optional.empty(), new TreeSet<>(), 0);
  }

  private static ActionRun ended(int id, ActionOutcome outcome, long seconds) {
    return new ActionRun(
        new ActionRef("order", "" + id),
        START,
        Optional.empty(),
        Optional.of(new ActionRun.End(START.plusSeconds(seconds), outcome)),
        new TreeSet<>(),
        id);
  }

  private static ActionRun open(int id, Instant began) {
    return new ActionRun(
        new ActionRef("order", "" + id),
        began,
        Optional.empty(),
        Optional.empty(),
        new TreeSet<>(),
        id);
  }
}
