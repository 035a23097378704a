package dev.changeover.projection.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.Recorded;
import dev.changeover.projection.ViewSchema;
import dev.changeover.projection.action.InFlightReader.Counted;
import dev.changeover.projection.action.InFlightReader.Unplaced;
import dev.changeover.projection.action.InFlightReader.Wanted;
import dev.changeover.testing.PostgresExtension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is counted by rows is what the facts up to the position tell. */
class InFlightReaderIT {
  private static final int LENGTH = 400;
  private static final Set<String> COMPONENTS = Set.of("checkout", "payments", "worker");

  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  private final List<Recorded<OfAction>> facts = RandomActions.of(11, 40, LENGTH);
  private final ActionProjector projector = new ActionProjector(postgres.dataSource());
  private final InFlightReader reader = new InFlightReader(postgres.dataSource());

  @BeforeAll
  static void create_tables() {
    ViewSchema.migrate(postgres.dataSource());
    LogTable.create(postgres.dataSource());
  }

  @BeforeEach
  void fold() {
    projector.reset();
    projector.project(List.copyOf(facts));
    LogTable.store(postgres.dataSource(), facts);
  }

  @Test
  void counts_at_any_position_what_the_facts_up_to_there_tell() {
    for (long position = 5; position < LENGTH; position += 13) {
      Counted counted = reader.count(RandomActions.ENVIRONMENT, COMPONENTS, position);
      List<Recorded<OfAction>> then = until(position);

      assertThat(counted.groups())
          .as("at %d", position)
          .isEqualTo(
              InFlight.grouped(
                  InFlight.actions(then).stream()
                      .filter(each -> COMPONENTS.contains(each.component()))
                      .map(InFlightAction::group)));
      assertThat(counted.steps())
          .isEqualTo(
              InFlight.steps(then).stream()
                  .filter(each -> COMPONENTS.contains(each.component()))
                  .collect(Collectors.toSet()));
      assertThat(counted.position()).isEqualTo(position);
    }
  }

  @Test
  void finds_at_any_position_the_actions_that_nobody_had_placed() {
    List<Integer> counts = new ArrayList<>();
    for (long position = 5; position < LENGTH; position += 13) {
      Unplaced unplaced = reader.unplaced(RandomActions.ENVIRONMENT, position, LENGTH);

      assertThat(unplaced)
          .as("at %d", position)
          .isEqualTo(new Unplaced(InFlight.unplaced(until(position)), true));
      counts.add(unplaced.oldest().size());
    }
    assertThat(Set.copyOf(counts)).hasSizeGreaterThan(5);
  }

  @Test
  void says_where_there_are_more_that_nobody_had_placed() {
    assertThat(reader.unplaced(RandomActions.ENVIRONMENT, LENGTH, 2).all()).isFalse();
  }

  @Test
  void lists_page_by_page_what_it_counted() {
    Set<String> versions =
        InFlight.actions(facts).stream()
            .filter(each -> each.component().equals("checkout") && each.lastOn() != null)
            .map(each -> "" + each.lastOn())
            .limit(1)
            .collect(Collectors.toSet());
    Wanted wanted = new Wanted("checkout", versions, List.of());
    List<InFlightAction> listed = new ArrayList<>();
    List<InFlightAction> page = page(wanted, -1);
    while (!page.isEmpty()) {
      listed.addAll(page);
      page = page(wanted, page.getLast().firstPosition());
    }

    assertThat(listed)
        .isNotEmpty()
        .isEqualTo(
            InFlight.actions(facts).stream()
                .filter(each -> wanted.includes(each.group()))
                .toList());
  }

  private List<InFlightAction> page(Wanted wanted, long after) {
    return reader.oldest(RandomActions.ENVIRONMENT, List.of(wanted), LENGTH, after, 3);
  }

  @Test
  void order_and_repetition_of_facts_change_nothing() {
    Counted inOrder = reader.count(RandomActions.ENVIRONMENT, COMPONENTS, LENGTH - 1);
    List<Recorded<OfAction>> shuffled = new ArrayList<>(facts);
    shuffled.addAll(facts.subList(0, 100));
    Collections.shuffle(shuffled, new Random(3));
    projector.reset();
    for (int from = 0; from < shuffled.size(); from += 50) {
      projector.project(List.copyOf(shuffled.subList(from, Math.min(from + 50, shuffled.size()))));
    }

    Counted shuffledIn = reader.count(RandomActions.ENVIRONMENT, COMPONENTS, LENGTH - 1);
    assertThat(shuffledIn.groups()).isEqualTo(inOrder.groups());
    assertThat(shuffledIn.steps()).isEqualTo(inOrder.steps());
  }

  private List<Recorded<OfAction>> until(long position) {
    return facts.stream().filter(each -> each.position() <= position).toList();
  }
}
