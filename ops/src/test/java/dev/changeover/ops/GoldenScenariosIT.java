package dev.changeover.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.ops.cli.ExitCode;
import dev.changeover.ops.cli.Sample;
import dev.changeover.ops.server.ServerExtension;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Event streams with the answer they must get, sent and asked through the public doors. */
class GoldenScenariosIT {
  @RegisterExtension static final ServerExtension server = new ServerExtension();

  @BeforeAll
  static void everything_is_sent_and_seen() {
    for (String scenario : new String[] {"G3", "G5", "G10", "G11"}) {
      CommandRun sent =
          run("send", Path.of("src/test/resources/scenarios", scenario + ".jsonl").toString());
      assertThat(sent.exitCode()).as(sent.err()).isEqualTo(ExitCode.SAFE);
    }
    Sample.awaitVisible(server.client());
  }

  @Test
  void g3_names_the_jobs_that_only_the_new_workers_know() {
    CommandRun answer =
        run(
            "can",
            "roll-back",
            "g3/r-2",
            "--component",
            "jobs",
            "--to",
            "1.0.0",
            "--position",
            "head",
            "--at",
            "2026-11-20T11:00:45Z",
            "--json");
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isEqualTo(ExitCode.UNSAFE);
    JsonNode block = finding(answer.json(), "ROLLBACK-11");
    assertThat(block.path("__typename").asString()).isEqualTo("Blocks");
    assertThat(block.path("message").asString()).contains("7").contains("digest/1");
    assertThat(block.path("harms").get(0).path("count").asLong()).isEqualTo(7);
  }

  @Test
  void g5_calls_work_for_a_version_without_workers_stranded() {
    for (String action : new String[] {"flow/f-1", "flow/f-2"}) {
      CommandRun answer =
          run("explain", action, "--position", "head", "--at", "2026-11-20T13:01:00Z", "--json");
      assertThat(answer.json().path("state").asString()).isEqualTo("STRANDED");
      assertThat(answer.json().path("retry").path("answer").asString()).isEqualTo("UNSAFE");
      assertThat(rules(answer.json().path("retry"))).contains("RETRY-17", "RETRY-33");
    }
  }

  @Test
  void g5_does_not_retire_a_version_that_nobody_is_left_to_drain() {
    CommandRun answer =
        run(
            "can",
            "retire",
            "g5",
            "flow@1.4.0",
            "--position",
            "head",
            "--at",
            "2026-11-20T13:01:00Z",
            "--json");
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isEqualTo(ExitCode.UNSAFE);
    assertThat(answer.json().at("/findings/0/rule/id").asString()).isEqualTo("RETIRE-03");
    assertThat(finding(answer.json(), "RETIRE-03").at("/harms/0/count").asLong()).isEqualTo(2);
    assertThat(finding(answer.json(), "RETIRE-05").at("/harms/0/count").asLong()).isEqualTo(2);
  }

  @Test
  void g10_asks_for_a_look_up_by_the_key() {
    CommandRun answer =
        run(
            "can",
            "retry",
            "payment/p-1",
            "--position",
            "head",
            "--at",
            "2026-11-20T10:02:00Z",
            "--json");
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isEqualTo(ExitCode.SAFE_IF);
    JsonNode requires = finding(answer.json(), "RETRY-07");
    assertThat(requires.path("remedy").path("kind").asString()).isEqualTo("LOOKUP");
    assertThat(requires.path("remedy").path("text").asString()).contains("provider");
  }

  @Test
  void g11_never_calls_an_action_healthy_that_no_worker_will_take() {
    CommandRun answer =
        run("explain", "ticket/77", "--position", "head", "--at", "2026-11-20T12:02:20Z", "--json");
    assertThat(answer.json().path("state").asString()).isEqualTo("STRANDED");
    assertThat(answer.json().path("retry").path("answer").asString()).isEqualTo("UNSAFE");
  }

  @Test
  void the_same_position_and_instant_give_the_same_bytes() {
    String[] question = {
      "can", "retry", "payment/p-1", "--position", "10", "--at", "2026-11-20T10:02:00Z", "--json"
    };
    assertThat(run(question)).isEqualTo(run(question));
  }

  private static CommandRun run(String... arguments) {
    return CommandRun.against(server, arguments);
  }

  private static JsonNode finding(JsonNode verdict, String rule) {
    for (JsonNode finding : verdict.path("findings")) {
      if (finding.path("rule").path("id").asString().equals(rule)
          && !finding.path("__typename").asString().equals("Supports")) {
        return finding;
      }
    }
    throw new AssertionError(rule + " does not fire in " + verdict);
  }

  private static Set<String> rules(JsonNode verdict) {
    Set<String> rules = new TreeSet<>();
    verdict.path("findings").forEach(each -> rules.add(each.path("rule").path("id").asString()));
    return rules;
  }
}
