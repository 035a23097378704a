package dev.changeover.explain.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.Recorded;
import dev.changeover.explain.Answer;
import dev.changeover.explain.Asked;
import dev.changeover.explain.Verdict;
import dev.changeover.explain.rules.RuleBook;
import dev.changeover.projection.action.Action;
import dev.changeover.projection.action.ActionAt;
import dev.changeover.projection.action.ActionHistory;
import dev.changeover.projection.environment.EnvironmentFacts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

class NoFalseSafeProperties {

  @Property(tries = 4000, shrinking = ShrinkingMode.OFF)
  void never_safe_where_a_card_may_be_charged_twice(@ForAll long seed) {
    ChargeWorld world = ChargeWorld.of(seed);
    Verdict verdict = verdict(world);
    if (verdict.answer() == Answer.SAFE) {
      assertThat(world.aRetryMayChargeTwice()).as("seed %d: %s", seed, verdict).isFalse();
    }
  }

  @Test
  void all_four_answers_are_given_often_enough_to_be_worth_something() {
    Map<Answer, Integer> counts = new EnumMap<>(Answer.class);
    Random seeds = new Random(1);
    for (int i = 0; i < 2000; i++) {
      counts.merge(verdict(ChargeWorld.of(seeds.nextLong())).answer(), 1, Integer::sum);
    }
    assertThat(counts).allSatisfy((_, count) -> assertThat(count).isGreaterThan(100)).hasSize(4);
  }

  private static Verdict verdict(ChargeWorld world) {
    EnvironmentFacts facts = EnvironmentFacts.fold("production", world.told());
    List<Recorded<OfAction>> ofAction = new ArrayList<>();
    for (Recorded<?> fact : world.told()) {
      if (fact.event() instanceof OfAction event) {
        ofAction.add(
            new Recorded<>(
                fact.position(),
                fact.id(),
                fact.environment(),
                fact.subject(),
                fact.occurredAt(),
                fact.recordedAt(),
                event));
      }
    }
    Action action = new ActionHistory("production", ChargeWorld.REF, ofAction).action(facts);
    Asked asked = new Asked(world.told().size() - 1L, world.asked());
    return RetryJudgement.judge(
        new RetryFacts(
            asked,
            new ActionAt(action, facts, world.asked(), Optional.empty()),
            asked.position(),
            Optional.empty()),
        RuleBook::judge);
  }
}
