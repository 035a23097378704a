package dev.changeover.projection.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.Recorded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class EnvironmentFoldProperties {

  @Property(tries = 300)
  void order_and_repetition_change_nothing(@ForAll long seed) {
    List<Recorded<?>> facts = Histories.of(seed, 60);
    List<Recorded<?>> shuffled = new ArrayList<>(facts);
    shuffled.addAll(facts.subList(10, 40));
    Collections.shuffle(shuffled, new Random(seed + 1));

    assertThat(EnvironmentFacts.fold("production", shuffled))
        .isEqualTo(EnvironmentFacts.fold("production", facts));
  }

  @Property(tries = 100)
  void another_environment_is_not_touched(@ForAll long seed) {
    List<Recorded<?>> facts = Histories.of(seed, 60);
    List<Recorded<?>> own =
        facts.stream()
            .filter(fact -> "staging".equals(EnvironmentFold.environmentOf(fact)))
            .toList();

    EnvironmentFacts all = EnvironmentFacts.fold("staging", facts);

    assertThat(all.components()).isEqualTo(EnvironmentFacts.fold("staging", own).components());
    assertThat(all.releases()).isEqualTo(EnvironmentFacts.fold("staging", own).releases());
  }
}
