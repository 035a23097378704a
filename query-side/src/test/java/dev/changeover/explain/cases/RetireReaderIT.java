package dev.changeover.explain.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.explain.Answer;
import dev.changeover.explain.Asked;
import dev.changeover.explain.Verdict;
import dev.changeover.explain.retire.RetireJudgement;
import dev.changeover.explain.retire.RetireReader;
import dev.changeover.explain.rules.RuleBook;
import dev.changeover.projection.ViewSchema;
import dev.changeover.projection.environment.EnvironmentProjector;
import dev.changeover.projection.environment.EnvironmentReader;
import dev.changeover.testing.PostgresExtension;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RetireReaderIT {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  private static final List<GoldenCase> CASES =
      GoldenCase.all().stream()
          .filter(each -> each.question().path("question").asString().equals("RETIRE"))
          .toList();

  private EnvironmentProjector projector = new EnvironmentProjector(postgres.dataSource());

  @BeforeAll
  static void create_the_rows() {
    ViewSchema.migrate(postgres.dataSource());
  }

  @BeforeEach
  void start_empty() {
    projector = new EnvironmentProjector(postgres.dataSource());
    projector.reset();
  }

  @Test
  void read_from_the_rows_each_case_gets_the_verdict_that_its_events_get() {
    for (GoldenCase golden : CASES) {
      projector.reset();
      projector.project(new ArrayList<>(golden.events()));

      assertThat(answer(golden, golden.asked()))
          .as(golden.name())
          .isEqualTo(RetireCases.answer(golden));
    }
  }

  @Test
  void rows_that_are_behind_the_position_asked_about_are_never_safe() {
    GoldenCase safe =
        CASES.stream()
            .filter(each -> RetireCases.answer(each).answer() == Answer.SAFE)
            .findFirst()
            .orElseThrow();
    projector.project(new ArrayList<>(safe.events()));
    Asked ahead = new Asked(safe.asked().position() + 7, safe.asked().instant());

    Verdict verdict = answer(safe, ahead);

    assertThat(verdict.answer()).isEqualTo(Answer.UNKNOWN);
    assertThat(verdict.missing())
        .extracting(each -> each.fact().name())
        .contains("facts up to position " + ahead.position());
  }

  private Verdict answer(GoldenCase golden, Asked asked) {
    RetireReader reader =
        new RetireReader(
            new EnvironmentReader(postgres.dataSource()),
            (environment, _, _, _, _) -> RetireCases.actions(environment, golden.known()));
    return RetireJudgement.judge(reader.read(RetireCases.question(golden), asked), RuleBook::judge);
  }
}
