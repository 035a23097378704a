package dev.changeover.explain.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.explain.Answer;
import dev.changeover.explain.Asked;
import dev.changeover.explain.Question;
import dev.changeover.explain.Verdict;
import dev.changeover.explain.retire.RetireJudgement;
import dev.changeover.explain.retire.RetireReader;
import dev.changeover.explain.rollback.ActionsKnown;
import dev.changeover.explain.rollback.RollbackJudgement;
import dev.changeover.explain.rollback.RollbackReader;
import dev.changeover.explain.rules.RuleBook;
import dev.changeover.projection.Projector;
import dev.changeover.projection.ViewSchema;
import dev.changeover.projection.action.ActionProjector;
import dev.changeover.projection.environment.EnvironmentProjector;
import dev.changeover.projection.environment.EnvironmentReader;
import dev.changeover.testing.PostgresExtension;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Read from the rows of an environment, a case gets the verdict that its events get. */
class FromRowsIT {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  private final List<Projector> projectors =
      List.of(
          new EnvironmentProjector(postgres.dataSource()),
          new ActionProjector(postgres.dataSource()));

  @BeforeAll
  static void create_the_rows() {
    ViewSchema.migrate(postgres.dataSource());
  }

  @BeforeEach
  void start_empty() {
    projectors.forEach(Projector::reset);
  }

  @ParameterizedTest
  @EnumSource(names = {"ROLLBACK", "RETIRE"})
  void each_case_gets_the_verdict_that_its_events_get(Question question) {
    for (GoldenCase golden : GoldenCase.asking(question)) {
      projectors.forEach(Projector::reset);
      project(golden);

      assertThat(answer(golden, golden.asked()))
          .as(golden.name())
          .isEqualTo(GoldenCaseTest.answer(golden));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ROLLBACK", "RETIRE"})
  void rows_that_are_behind_the_position_asked_about_are_never_safe(Question question) {
    GoldenCase safe =
        GoldenCase.asking(question).stream()
            .filter(each -> GoldenCaseTest.answer(each).answer() == Answer.SAFE)
            .findFirst()
            .orElseThrow();
    project(safe);
    BehindRows.areNeverSafe(safe, ahead -> answer(safe, ahead));
  }

  private void project(GoldenCase golden) {
    projectors.forEach(each -> each.project(new ArrayList<>(golden.events())));
  }

  private static Verdict answer(GoldenCase golden, Asked asked) {
    EnvironmentReader rows = new EnvironmentReader(postgres.dataSource());
    return switch (golden.asks()) {
      case ROLLBACK -> {
        ActionsKnown actions = RollbackCases.actions(golden.known());
        RollbackReader reader = new RollbackReader(rows, (_, _, _) -> actions);
        yield RollbackJudgement.judge(
            reader.read(RollbackCases.question(golden), asked), RuleBook::judge);
      }
      case RETIRE -> {
        RetireReader reader =
            new RetireReader(
                rows,
                (environment, _, _, _, _) -> RetireCases.actions(environment, golden.known()));
        yield RetireJudgement.judge(
            reader.read(RetireCases.question(golden), asked), RuleBook::judge);
      }
      case RETRY, PROCEED -> throw new IllegalArgumentException(golden.name());
    };
  }
}
