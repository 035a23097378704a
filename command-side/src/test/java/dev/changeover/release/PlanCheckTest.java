package dev.changeover.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanCheckTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "deploy: checkout, | deploy: cart, | /steps/2/deploy | cart",
        "'{id: expand, migrate: split-address,' | '{id: expand, migrate: split-name,' | /steps/0/migrate | split-name",
        "after: [expand] | after: [expnd] | /steps/1/after/0 | expnd",
        "'to: EXPANDED}' | 'to: EXPANDED, after: [contract]}' | /steps/0/after | expand, workers, api, contract",
        "'{id: api, deploy: checkout' | '{id: api, migrate: split-address, deploy: checkout' | /steps/2 | either",
        "', to: EXPANDED' | '' | /steps/0/to | phase",
        "name: order-worker | name: checkout | /components/1/name | twice",
        "id: api, | id: workers, | /steps/2/id | twice",
        "component: orders-db | component: checkout | /migrations/0/component | SCHEMA",
        "until: PT2H | until: later | /coexistence/1/until | duration",
        "'after: [workers, api]' | 'after: [worker]' | /verification/0/after/0 | worker",
        "'probe: synthetic-order, actionType: order, ' | '' | /verification/0 | actionType"
      })
  void a_plan_that_does_not_hold_together_is_faulted_at_its_place(
      String sound, String faulty, String pointer, String word) {
    String text = Plans.text().replace(sound, faulty == null ? "" : faulty);
    assertThat(text).isNotEqualTo(Plans.text());
    List<Problem> faults = PlanCheck.faults(Plans.read(text));
    assertThat(faults)
        .anySatisfy(
            fault -> {
              assertThat(fault.pointer()).isEqualTo(pointer);
              assertThat(fault.detail()).contains(word);
            });
  }

  @Test
  void what_a_plan_leaves_open_is_told_beforehand() {
    String bare =
        """
        release: r
        environment: e
        components: [{name: c, kind: API, to: 1.0.0}, {name: d, kind: SCHEMA, to: "2"}]
        migrations: [{name: m, component: d}]
        steps: [{id: s, migrate: m, to: CONTRACTED}]
        """;
    assertThat(PlanCheck.warnings(Plans.read(bare)))
        .containsExactly(
            "no step deploys c",
            "whether m can be undone at CONTRACTED is not declared",
            "no rollback is planned; each component's from is taken as its target",
            "nothing is verified; whether actions complete will not be asked");
  }
}
