package dev.changeover.explain.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.explain.Explanation;
import dev.changeover.explain.Statement;
import dev.changeover.explain.release.ReleaseExplanation;
import dev.changeover.projection.environment.EnvironmentFacts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Releases of golden cases, put into sentences. */
class ReleaseExplanationTest {

  @Test
  void tells_what_happened_in_order_and_what_rests() {
    Explanation told = explain("ROLLBACK-02/verified-on-the-expanded-schema");

    assertThat(told.summary())
        .isEqualTo(
            "Release 2026.11.3 is RESTING since 13:10:00. It takes checkout from 2.3.1 to 2.4.0,"
                + " orders-db from 41 to 43. Last: Step `api` succeeded at 13:10:00.");
    assertThat(texts(told.happened()))
        .containsExactly(
            "It was planned at 09:00:00.",
            "It started at 13:00:00.",
            "Migration `split-address` reached EXPANDED at 13:01:50.",
            "Step `expand` succeeded at 13:02:00.",
            "Step `api` succeeded at 13:10:00.");
    assertThat(told.pending()).isEmpty();
    assertThat(told.doubts()).isEmpty();
  }

  @Test
  void tells_what_runs_and_since_when() {
    Explanation told = explain("ROLLBACK-06/contraction-has-not-finished");

    assertThat(texts(told.pending()))
        .containsExactly("Migration `split-address` has been running for 10 min.");
  }

  @Test
  void a_step_that_failed_waits_for_a_decision() {
    Explanation told = explain("ROLLBACK-04/readiness-wants-the-exact-schema-head");

    assertThat(texts(told.pending()))
        .containsExactly("Step `api` failed and waits for a decision.");
  }

  @Test
  void a_release_without_a_plan_and_a_component_out_of_sight_are_doubts() {
    assertThat(texts(explain("ROLLBACK-31/the-release-has-no-plan").doubts()))
        .containsExactly("It has no plan; what it was meant to do is not known.");
    assertThat(texts(explain("ROLLBACK-31/nothing-was-heard-for-an-hour").doubts()))
        .containsExactly("Nothing has been heard of checkout since 13:59:30.");
  }

  @Test
  void each_sentence_of_what_happened_cites_its_event() {
    assertThat(explain("ROLLBACK-02/verified-on-the-expanded-schema").happened())
        .allSatisfy(each -> assertThat(each.positions()).hasSize(1));
  }

  private static Explanation explain(String name) {
    GoldenCase golden =
        GoldenCase.all().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();
    EnvironmentFacts environment =
        EnvironmentFacts.fold("production", new ArrayList<>(golden.known()));
    return ReleaseExplanation.of(
        environment, environment.release("2026.11.3").orElseThrow(), golden.asked().instant());
  }

  private static List<String> texts(List<Statement> statements) {
    return statements.stream().map(Statement::text).toList();
  }
}
