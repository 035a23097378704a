package dev.changeover.projection.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.ActionRef;
import dev.changeover.event.Recorded;
import dev.changeover.projection.environment.EnvironmentFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ActionHistoryProperties {
  private static final ActionRef REF = new ActionRef("order", "0");

  @Property(tries = 300)
  void neither_order_nor_repetition_nor_grouping_changes_an_action(@ForAll long seed) {
    List<Recorded<OfAction>> facts = RandomActions.of(seed, 1, 25);
    List<Recorded<OfAction>> mixed = new ArrayList<>(facts);
    mixed.addAll(facts.subList(0, 10));
    Collections.shuffle(mixed, new Random(seed));

    Action inOrder = action(ActionHistory.unobserved(RandomActions.ENVIRONMENT, REF).merge(facts));
    Action otherwise =
        action(
            ActionHistory.unobserved(RandomActions.ENVIRONMENT, REF)
                .merge(mixed.subList(20, 35))
                .merge(mixed.subList(0, 20)));

    assertThat(otherwise).isEqualTo(inOrder);
  }

  @Property(tries = 300)
  void every_history_has_a_state_and_a_truth_for_each_effect(@ForAll long seed) {
    Action action =
        action(new ActionHistory(RandomActions.ENVIRONMENT, REF, RandomActions.of(seed, 1, 25)));
    EnvironmentFacts nothing = EnvironmentFacts.fold(RandomActions.ENVIRONMENT, List.of());
    ActionAt at =
        new ActionAt(
            action, nothing, RandomActions.START.plus(Duration.ofHours(2)), Optional.empty());

    assertThat(at.state().state()).isNotNull();
    assertThat(action.effects()).allSatisfy(each -> assertThat(at.truthOf(each)).isNotNull());
  }

  private static Action action(ActionHistory history) {
    return history.action(Optional.empty());
  }
}
