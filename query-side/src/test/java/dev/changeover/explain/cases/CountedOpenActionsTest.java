package dev.changeover.explain.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.explain.Answer;
import dev.changeover.explain.Verdict;
import dev.changeover.explain.retire.ActionsOfVersion;
import dev.changeover.explain.retire.RetireFacts;
import dev.changeover.explain.retire.RetireJudgement;
import dev.changeover.explain.rules.RuleBook;
import dev.changeover.projection.action.InFlightGroup;
import dev.changeover.projection.environment.EnvironmentFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Open actions that are too many to be read one by one. */
class CountedOpenActionsTest {
  private static final GoldenCase SAFE =
      GoldenCase.all().stream()
          .filter(each -> each.name().endsWith("RETIRE-05/others-take-what-waits"))
          .findFirst()
          .orElseThrow();

  @Test
  void any_number_on_another_version_does_no_harm() {
    assertThat(with(group("5.1.0", "5.1.0", 70_000)).answer()).isEqualTo(Answer.SAFE);
  }

  @Test
  void those_begun_or_last_seen_on_it_are_all_counted() {
    Verdict verdict = with(group("5.0.2", "5.1.0", 20_000), group("5.1.0", "5.0.2", 3));

    assertThat(verdict.answer()).isEqualTo(Answer.UNSAFE);
    assertThat(verdict.findings())
        .anySatisfy(each -> assertThat(each.message()).contains("20003 actions are open"));
  }

  @Test
  void those_that_tell_no_version_leave_it_unknown() {
    Verdict verdict = with(group(null, "5.1.0", 12_000));

    assertThat(verdict.answer()).isEqualTo(Answer.UNKNOWN);
    assertThat(verdict.findings())
        .anySatisfy(each -> assertThat(each.message()).contains("12000 open actions"));
  }

  private static InFlightGroup group(@Nullable String begun, String last, long count) {
    return new InFlightGroup("order-worker", "order", begun, last, null, count);
  }

  private static Verdict with(InFlightGroup... groups) {
    long head = SAFE.asked().position();
    return RetireJudgement.judge(
        new RetireFacts(
            RetireCases.question(SAFE),
            EnvironmentFacts.fold(
                "production", new ArrayList<>(SAFE.known()), head, SAFE.asked().instant()),
            new ActionsOfVersion(head, List.of(), Optional.of(List.of(groups))),
            SAFE.asked()),
        RuleBook::judge);
  }
}
