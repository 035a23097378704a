package dev.changeover.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.event.ReleaseEvent.ReleasePlanned;
import dev.changeover.event.StoredType;
import dev.changeover.event.json.EventJson;
import dev.changeover.plan.ReleasePlan;
import dev.changeover.problem.CommandRefused;
import dev.changeover.problem.Problem;
import dev.changeover.problem.ProblemCode;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanReaderTest {

  @Test
  void reads_yaml_with_all_that_is_in_it() {
    ReleasePlan plan = Plans.plan();
    assertThat(plan.release()).isEqualTo("2026.11.3");
    assertThat(plan.components()).hasSize(3);
    assertThat(plan.migrations().getFirst().reversible())
        .isEqualTo(Map.of(Phase.EXPANDED, true, Phase.CONTRACTED, false));
    assertThat(plan.messages().getFirst().acceptedBy().get("order-worker"))
        .satisfies(
            range -> assertThat(Objects.requireNonNull(range).includes("5.0.9-backport")).isTrue());
    assertThat(plan.steps().get(1).bake()).isEqualTo(Duration.ofMinutes(10));
    assertThat(plan.steps().get(2).share()).isEqualTo(0.25);
    assertThat(PlanCheck.faults(plan)).isEmpty();
    assertThat(PlanCheck.warnings(plan)).isEmpty();
  }

  @Test
  void json_is_read_as_well_and_a_plan_survives_the_log() {
    ReleasePlan plan = Plans.plan();
    assertThat(Plans.read(EventJson.mapper().writeValueAsString(plan))).isEqualTo(plan);
    byte[] stored = EventJson.write(new ReleasePlanned("2026.11.3", plan));
    assertThat(EventJson.read(new StoredType("release.planned", 1), stored))
        .isEqualTo(new ReleasePlanned("2026.11.3", plan));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "environment: production | env: production | /environment",
        "kind: WORKER | kind: ROBOT | /components/1/kind",
        "from: 2.3.1 | from: 2.3 | /components/0/from",
        "release: 2026.11.3 | release: 2026.11 | /release",
        "CONTRACTED: false | CONTRACTED: maybe | /migrations/0/reversible/CONTRACTED",
        "after: [expand] | after: expand | /steps/1/after",
        "share: 0.25 | share: 25 | /steps/2/share",
        "bake: PT10M | bake: 10 minutes | /steps/1/bake",
        "instances: 2 | instances: 2.5 | /steps/1/instances"
      })
  void a_fault_of_form_is_named_at_its_place(String sound, String faulty, String pointer) {
    Problem problem = refusal(Plans.text().replaceFirst(Pattern.quote(sound), faulty));
    assertThat(problem.code()).isEqualTo(ProblemCode.PLAN_INVALID);
    assertThat(problem.json().toString()).contains("\"pointer\":\"" + pointer + "\"");
  }

  @Test
  void a_version_that_yaml_takes_for_a_number_is_refused_with_the_remedy() {
    assertThat(refusal(Plans.text().replace("from: \"41\"", "from: 41")).detail())
        .contains("quotes");
  }

  @ParameterizedTest
  @CsvSource({
    "'{', PLAN_UNREADABLE",
    "'a: b: c', PLAN_UNREADABLE",
    "'a: 1\na: 2', PLAN_UNREADABLE",
    "'', PLAN_INVALID",
    "[], PLAN_INVALID"
  })
  void what_is_no_plan_at_all_is_refused(String text, ProblemCode code) {
    assertThat(refusal(text).code()).isEqualTo(code);
  }

  @Test
  void aliases_do_not_unfold() {
    String bomb =
        """
        a: &a [x,x,x,x,x,x,x,x,x]
        b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]
        c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]
        d: [*c,*c,*c,*c,*c,*c,*c,*c,*c]
        """;
    assertThat(refusal(bomb).code()).isEqualTo(ProblemCode.PLAN_INVALID);
    assertThat(refusal("[".repeat(5_000)).code()).isEqualTo(ProblemCode.PLAN_UNREADABLE);
  }

  private static Problem refusal(String text) {
    return Objects.requireNonNull(
            catchThrowableOfType(CommandRefused.class, () -> Plans.read(text)), text)
        .problem();
  }
}
