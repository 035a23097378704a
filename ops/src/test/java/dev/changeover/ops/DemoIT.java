package dev.changeover.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.ops.cli.ExitCode;
import dev.changeover.ops.cli.Sample;
import dev.changeover.ops.server.DemoCommand;
import dev.changeover.ops.server.ServerExtension;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The questions of the demo, on the bundled release. */
class DemoIT {
  @RegisterExtension static final ServerExtension server = new ServerExtension();

  @BeforeAll
  static void the_sample_is_sent_through_the_doors() {
    Sample.splitAddress().send(server.client(), new PrintWriter(System.err, true, UTF_8));
  }

  @Test
  void the_readme_shows_what_the_demo_prints() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    Matcher shown = Pattern.compile("(?s)```\n\\$ ([^\n]+)\n(.*?)```").matcher(readme);
    assertThat(shown.find()).as("README.md shows a command with its answer").isTrue();
    String command = shown.group(1);
    assertThat(DemoCommand.commandLines()).contains(command);
    String[] arguments = command.replace("./changeover ", "").split(" ", -1);
    assertThat(unwrapped(CommandRun.against(server, arguments).out()))
        .as("README.md must show what is printed; lines may be wrapped there")
        .isEqualTo(unwrapped(shown.group(2)));
  }

  private static String unwrapped(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  @Test
  void a_charge_that_timed_out_may_be_retried_once_the_provider_was_asked() {
    CommandRun answer = ask("can", "retry", "order/4711");
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isEqualTo(ExitCode.SAFE_IF);
    assertThat(answer.out()).contains("RETRY-07").contains("payment-provider");
  }

  @Test
  void the_old_worker_does_not_know_the_messages_that_wait() {
    CommandRun answer = ask("can", "roll-back", "production/2026.11.3");
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isEqualTo(ExitCode.UNSAFE);
    assertThat(answer.out())
        .contains("UNSAFE. The point of no return was passed at 02:41:10")
        .contains("ROLLBACK-11  37 messages of order-placed/3")
        .doesNotContain("To go back, in this order");
  }

  @Test
  void before_the_last_step_the_way_back_is_told_in_one_order() {
    CommandRun answer =
        CommandRun.against(
            server,
            "can",
            "roll-back",
            "production/2026.11.3",
            "--position",
            "44",
            "--at",
            "2026-11-20T02:19:00Z");
    assertThat(answer.out())
        .as(answer.err())
        .doesNotContain("do:")
        .containsSubsequence(
            "To go back, in this order:",
            "Start checkout 2.3.1",
            "Send nothing new to checkout 2.4.0",
            "Drain with 5.1.0 workers",
            "Take checkout from 2.4.0 back to 2.3.1.",
            "Take order-worker from 5.1.0 back to 5.0.2.");
  }

  @Test
  void lists_what_going_back_would_break() {
    CommandRun answer = ask("blast-list", "production/2026.11.3");
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isEqualTo(ExitCode.SAFE);
    assertThat(answer.out().lines())
        .anySatisfy(
            line -> assertThat(line).contains("MESSAGE").contains("order-placed/3").contains("37"));
  }

  @Test
  void an_order_that_the_provider_never_let_in_may_be_retried() {
    CommandRun answer = ask("can", "retry", "order/4698");
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isEqualTo(ExitCode.SAFE);
    assertThat(answer.out()).contains("RETRY-11");
  }

  @Test
  void the_release_may_not_go_on_while_the_new_worker_fails_in_new_ways() {
    CommandRun answer = ask("can", "proceed", "production/2026.11.3");
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isEqualTo(ExitCode.UNSAFE);
    assertThat(answer.out())
        .contains("UNSAFE. The oldest of 37 messages in orders has waited 11 min")
        .containsOnlyOnce("x PROCEED-15  New failures with order-worker 5.1.0")
        .contains("timeout")
        .contains("PROCEED-02");
  }

  @Test
  void the_old_worker_is_kept_as_the_only_way_back() {
    CommandRun answer = ask("can", "retire", "production", "order-worker@5.0.2");
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isEqualTo(ExitCode.SAFE_IF);
    assertThat(answer.out()).contains("RETIRE-01").contains("RETIRE-11");
  }

  @Test
  void a_release_is_explained_with_the_way_back_and_the_way_on() {
    CommandRun answer = ask("explain", "release", "production/2026.11.3");
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isEqualTo(ExitCode.SAFE);
    assertThat(answer.out())
        .startsWith("Release 2026.11.3 is RESTING since 02:")
        .contains("Roll back: UNSAFE")
        .contains("Proceed: UNSAFE");
  }

  @Test
  void unfinished_actions_are_told_apart_by_what_is_to_be_done_first() {
    CommandRun lots = ask("triage", "production");
    assertThat(lots.exitCode()).as(lots.out() + lots.err()).isEqualTo(ExitCode.SAFE);
    assertThat(lots.out().lines())
        .anySatisfy(line -> assertThat(line).matches(" *1 order {2}RETRY-11 .*"))
        .anySatisfy(line -> assertThat(line).matches(" *order/4698 {2}.*charge.*"));
    assertThat(ask("triage", "production", "--ids", "safe").out().lines())
        .contains("order/4698")
        .doesNotContain("order/4711");
    assertThat(ask("triage", "production", "--ids", "look_up").out().lines())
        .contains("order/4711");
  }

  @Test
  void a_list_is_not_compared_with_an_earlier_one() {
    CommandRun answer = ask("triage", "production", "--since", "02:00");
    assertThat(answer.exitCode()).isEqualTo(ExitCode.CANNOT_TELL);
    assertThat(answer.err()).contains("--since");
  }

  @Test
  void each_kind_of_thing_to_retire_can_be_named() {
    assertThat(ask("can", "retire", "production", "--flag", "unheard-of").out())
        .startsWith("Retire production/flag unheard-of: UNKNOWN.");
    assertThat(ask("can", "retire", "production", "--path", "unheard-of").out())
        .startsWith("Retire production/path unheard-of: UNKNOWN.");
    assertThat(ask("can", "retire", "production", "--schema", "order-placed/2").out())
        .startsWith("Retire production/schema order-placed/2: ");
    CommandRun two = ask("can", "retire", "production", "order-worker@5.0.2", "--flag", "both");
    assertThat(two.exitCode()).isEqualTo(ExitCode.CANNOT_TELL);
    assertThat(two.err()).contains("name one thing to retire");
  }

  @Test
  void tells_what_has_changed_for_a_retirement() {
    CommandRun answer =
        ask("can", "retire", "production", "order-worker@5.0.2", "--since", "2026-11-20T02:40:00Z");
    assertThat(answer.out()).as(answer.err()).contains("Since 2026-11-20T02:40:00Z (position");
  }

  @Test
  void the_timeline_of_an_action_needs_no_environment_where_only_one_has_it() {
    CommandRun answer = CommandRun.against(server, "timeline", "order/4711");
    assertThat(answer.exitCode()).as(answer.err()).isEqualTo(ExitCode.SAFE);
    assertThat(answer.out()).contains("Step charge of order/4711 timed out");
  }

  @Test
  void says_that_a_fact_recorded_later_does_not_count() {
    CommandRun answer =
        CommandRun.against(server, "explain", "order/4711", "--at", "2026-11-20T02:47:00Z");
    assertThat(answer.exitCode()).as(answer.out()).isEqualTo(ExitCode.CANNOT_TELL);
    assertThat(answer.err()).contains("order/4711").contains("--position head");
  }

  private static CommandRun ask(String... question) {
    String[] all = Arrays.copyOf(question, question.length + 4);
    all[question.length] = "--position";
    all[question.length + 1] = "head";
    all[question.length + 2] = "--at";
    all[question.length + 3] = "2026-11-20T02:47:00Z";
    return CommandRun.against(server, all);
  }
}
