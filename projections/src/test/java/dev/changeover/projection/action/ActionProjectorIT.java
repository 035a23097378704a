package dev.changeover.projection.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.ActionEvent.ActionFinished;
import dev.changeover.event.ActionEvent.ActionOutcome;
import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.ActionRef;
import dev.changeover.event.EventId;
import dev.changeover.event.Recorded;
import dev.changeover.projection.ViewSchema;
import dev.changeover.testing.PostgresExtension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

class ActionProjectorIT {
  private static final int LENGTH = 400;
  private static final long END = Long.MAX_VALUE;
  private static final ActionSearch.Filter ANY =
      new ActionSearch.Filter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false);

  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  private final List<Recorded<OfAction>> facts = RandomActions.of(7, 40, LENGTH);
  private final ActionProjector projector = new ActionProjector(postgres.dataSource());
  private final ActionSearch search = new ActionSearch(postgres.dataSource());
  private final ActionReader reader = new ActionReader(postgres.dataSource());

  @BeforeAll
  static void create_tables() {
    ViewSchema.migrate(postgres.dataSource());
    LogTable.create(postgres.dataSource());
  }

  @BeforeEach
  void start_empty() {
    projector.reset();
    new JdbcTemplate(postgres.dataSource()).execute("truncate table ledger.event");
  }

  @Test
  void batches_and_repeated_facts_give_the_same_rows_as_one_pass() {
    projector.project(List.copyOf(facts));
    String inOnePass = projector.digest();
    projector.reset();
    for (int from = 0; from < LENGTH; from += 30) {
      projector.project(
          List.copyOf(facts.subList(Math.max(0, from - 15), Math.min(LENGTH, from + 30))));
    }

    assertThat(projector.digest()).isEqualTo(inOnePass);
    assertThat(search.head()).isEqualTo(LENGTH - 1);
  }

  @Test
  void pages_show_every_action_once_newest_first() {
    projector.project(List.copyOf(facts));

    List<ActionRef> shown = new ArrayList<>();
    List<Long> cursors = new ArrayList<>();
    long before = END;
    List<ActionSearch.Found> page = search.page(ANY, END, before, 7);
    while (!page.isEmpty()) {
      page.forEach(each -> shown.add(each.ref()));
      page.forEach(each -> cursors.add(each.firstPosition()));
      before = page.getLast().firstPosition();
      page = search.page(ANY, END, before, 7);
    }

    assertThat(shown).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(refs());
    assertThat(cursors).isSortedAccordingTo((one, other) -> Long.compare(other, one));
  }

  @Test
  void as_of_any_position_no_open_action_is_left_out() {
    projector.project(List.copyOf(facts));

    for (long position = 10; position < LENGTH; position += 39) {
      List<ActionRef> found =
          search.openTouching(
              RandomActions.ENVIRONMENT, Set.of("checkout", "payments", "worker"), position, 1000);
      Map<ActionRef, ActionHistory> then = histories(position);
      assertThat(found)
          .containsAll(
              then.values().stream()
                  .map(history -> history.action(Optional.empty()))
                  .filter(action -> action.finished().isEmpty() && !action.versions().isEmpty())
                  .map(Action::ref)
                  .toList());
    }
  }

  @Test
  void finds_the_ended_actions_of_a_key() {
    projector.project(List.copyOf(facts));

    List<ActionRef> found =
        search.latestEndedOf(RandomActions.ENVIRONMENT, Set.of("customer/1"), END);

    assertThat(found).isNotEmpty().hasSizeLessThanOrEqualTo(50).doesNotHaveDuplicates();
    assertThat(histories(END))
        .extractingFromEntries(Map.Entry::getKey)
        .containsAll(List.copyOf(found));
  }

  @Test
  void newer_failures_do_not_hide_an_action_that_completed() {
    List<Recorded<OfAction>> ends = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      ends.add(end(i, i == 0 ? ActionOutcome.COMPLETED : ActionOutcome.FAILED));
    }
    projector.project(List.copyOf(ends));

    assertThat(search.latestEndedOf(RandomActions.ENVIRONMENT, Set.of("customer/7"), END))
        .contains(new ActionRef("order", "0"))
        .contains(new ActionRef("order", "29"));
  }

  private static Recorded<OfAction> end(int position, ActionOutcome outcome) {
    ActionRef ref = new ActionRef("order", "" + position);
    Instant at = Instant.parse("2026-11-20T14:00:00Z").plusSeconds(position);
    return new Recorded<>(
        position,
        new EventId("/engine", "e-" + position),
        RandomActions.ENVIRONMENT,
        ref.toString(),
        at,
        at,
        new ActionFinished(ref, "customer/7", null, null, outcome));
  }

  @Test
  void reads_many_actions_as_they_were_at_a_position() {
    LogTable.store(postgres.dataSource(), facts);

    Map<ActionRef, ActionHistory> read = reader.readAll(RandomActions.ENVIRONMENT, refs(), 200);

    assertThat(read).hasSize(refs().size());
    histories(200).forEach((ref, history) -> assertThat(read.get(ref)).isEqualTo(history));
    ActionRef unknown = new ActionRef("order", "unheard-of");
    assertThat(reader.read(RandomActions.ENVIRONMENT, unknown, END).facts()).isEmpty();
  }

  private Set<ActionRef> refs() {
    return facts.stream().map(each -> each.event().action()).collect(Collectors.toSet());
  }

  private Map<ActionRef, ActionHistory> histories(long position) {
    Map<ActionRef, ActionHistory> histories = new HashMap<>();
    facts.stream()
        .filter(each -> each.position() <= position)
        .forEach(
            each ->
                histories.merge(
                    each.event().action(),
                    new ActionHistory(
                        RandomActions.ENVIRONMENT, each.event().action(), List.of(each)),
                    (one, other) -> one.merge(other.facts())));
    return histories;
  }
}
