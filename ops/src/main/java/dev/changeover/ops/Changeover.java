package dev.changeover.ops;

import dev.changeover.ops.cli.BlastListCommand;
import dev.changeover.ops.cli.CanCommand;
import dev.changeover.ops.cli.DeadLettersCommand;
import dev.changeover.ops.cli.ExitCode;
import dev.changeover.ops.cli.ExplainCommand;
import dev.changeover.ops.cli.ExportCommand;
import dev.changeover.ops.cli.ReplayCommand;
import dev.changeover.ops.cli.SendCommand;
import dev.changeover.ops.cli.TimelineCommand;
import dev.changeover.ops.cli.TokensCommand;
import dev.changeover.ops.cli.TriageCommand;
import dev.changeover.ops.server.DemoCommand;
import dev.changeover.ops.server.UpCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code changeover} command. */
@Command(
    name = "changeover",
    mixinStandardHelpOptions = true,
    version = "changeover 0.1.0",
    description =
        "The record of every release as a stream of facts, and what is safe to do next.%n"
            + "Exit codes: 0 SAFE or done, 1 UNSAFE, 2 cannot tell or error, 3 SAFE_IF.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UpCommand.class,
      DemoCommand.class,
      ExplainCommand.class,
      CanCommand.class,
      BlastListCommand.class,
      TriageCommand.class,
      TimelineCommand.class,
      SendCommand.class,
      ExportCommand.class,
      ReplayCommand.class,
      DeadLettersCommand.class,
      TokensCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Changeover {
  private Changeover() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Changeover())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExitCodeExceptionMapper(_ -> ExitCode.CANNOT_TELL)
        .setExecutionExceptionHandler(
            (failure, command, _) -> {
              command.getErr().println("changeover: " + message(failure));
              return ExitCode.CANNOT_TELL;
            });
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }
}
