package dev.changeover.ops.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code changeover explain}: what state something is in, why, and what is safe to do next. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "State, explanation and verdict of an action (`order/4711`) or a release.",
    subcommands = ExplainCommand.OfRelease.class)
public final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private Server server = new Server();
  @Mixin private ComparedMoment moment = new ComparedMoment();

  @Parameters(arity = "0..1", paramLabel = "ACTION", description = "The action, TYPE/ID")
  private @Nullable String action;

  @Option(names = "--environment", description = "Needed only where several environments have it")
  private @Nullable String environment;

  @Option(names = "--json", description = "Print the answer as JSON")
  private boolean json;

  @Override
  public Integer call() {
    if (action == null) {
      throw new CommandFailed("name an action such as order/4711, or `release ENV/ID`");
    }
    JsonNode found = Subjects.action(server, action, environment, moment, null);
    Output output = new Output(spec.commandLine().getOut());
    if (json) {
      output.json(found);
    } else {
      output.explanation(found.path("explanation"));
      output.verdict("Retry", found.path("retry"));
    }
    return ExitCode.SAFE;
  }

  /** {@code changeover explain release ENV/ID}. */
  @Command(
      name = "release",
      mixinStandardHelpOptions = true,
      description = "State and explanation of a release, and whether to go back or on.")
  static final class OfRelease implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private Server server = new Server();
    @Mixin private ComparedMoment moment = new ComparedMoment();

    @Parameters(paramLabel = "ENV/RELEASE")
    private String release = "";

    @Option(names = "--json", description = "Print the answer as JSON")
    private boolean json;

    @Override
    public Integer call() {
      JsonNode found = Subjects.explained(server, release, moment);
      Output output = new Output(spec.commandLine().getOut());
      if (json) {
        output.json(found);
      } else {
        output.explanation(found.path("explanation"));
        output.verdictInBrief("Roll back", found.path("rollback"));
        output.verdictInBrief("Proceed", found.path("proceed"));
        output.asOf(found.path("proceed"));
        output.line(
            "  with all facts and cures: changeover can roll-back %s, changeover can proceed %s"
                .formatted(release, release));
      }
      return ExitCode.SAFE;
    }
  }
}
