package dev.changeover.ops.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code changeover can …}: one verdict, told by the exit code. */
@Command(
    name = "can",
    mixinStandardHelpOptions = true,
    description = "One verdict. Exit code 0 SAFE, 1 UNSAFE, 2 cannot tell, 3 SAFE_IF.",
    synopsisSubcommandLabel = "QUESTION",
    subcommands = {
      CanCommand.Retry.class,
      CanCommand.RollBack.class,
      CanCommand.Proceed.class,
      CanCommand.Retire.class
    })
public final class CanCommand {

  /** How the verdict is printed and what it exits with. */
  private static final class Telling {
    @Option(names = "--json", description = "Print the verdict as JSON")
    private boolean json;

    @Option(names = "--accept-conditions", description = "Exit with 0 where the answer is SAFE_IF")
    private boolean acceptConditions;

    int tell(CommandSpec spec, String question, JsonNode verdict) {
      return tell(spec, question, verdict, List.of());
    }

    int tell(CommandSpec spec, String question, JsonNode verdict, List<JsonNode> steps) {
      Output output = new Output(spec.commandLine().getOut());
      if (json) {
        output.json(verdict);
      } else {
        output.verdict(question, verdict, steps);
      }
      return ExitCode.of(verdict.path("answer").asString("UNKNOWN"), acceptConditions);
    }
  }

  /** {@code changeover can retry ACTION}. */
  @Command(
      name = "retry",
      mixinStandardHelpOptions = true,
      description = "Is it safe to run this action again?")
  static final class Retry implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private Server server = new Server();
    @Mixin private ComparedMoment moment = new ComparedMoment();
    @Mixin private Telling telling = new Telling();

    @Parameters(paramLabel = "ACTION", description = "The action, TYPE/ID")
    private String action = "";

    @Option(names = "--environment", description = "Needed only where several environments have it")
    private @Nullable String environment;

    @Option(
        names = "--from",
        paramLabel = "STEP",
        description = "Run again from this step. Default: the first that has not succeeded")
    private @Nullable String fromStep;

    @Override
    public Integer call() {
      JsonNode found = Subjects.action(server, action, environment, moment, fromStep);
      return telling.tell(spec, "Retry " + action, found.path("retry"));
    }
  }

  /** {@code changeover can roll-back ENV/RELEASE}. */
  @Command(
      name = "roll-back",
      aliases = "rollback",
      mixinStandardHelpOptions = true,
      description = "Is it safe to roll this release back?")
  static final class RollBack implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private Server server = new Server();
    @Mixin private ComparedMoment moment = new ComparedMoment();
    @Mixin private Telling telling = new Telling();

    @Parameters(paramLabel = "ENV/RELEASE")
    private String release = "";

    @Option(
        names = "--to",
        paramLabel = "V",
        description = "An earlier release, or with --component a version of it")
    private @Nullable String target;

    @Option(names = "--component", paramLabel = "C", description = "Only this component")
    private @Nullable String component;

    @Override
    public Integer call() {
      JsonNode found = Subjects.release(server, release, moment, target, component);
      List<JsonNode> steps = new ArrayList<>();
      found.path("rollbackPlan").path("steps").forEach(steps::add);
      return telling.tell(spec, "Roll back " + release, found.path("rollback"), steps);
    }
  }

  /** {@code changeover can proceed ENV/RELEASE}. */
  @Command(
      name = "proceed",
      mixinStandardHelpOptions = true,
      description = "Is it safe to take the next step of this release?")
  static final class Proceed implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private Server server = new Server();
    @Mixin private ComparedMoment moment = new ComparedMoment();
    @Mixin private Telling telling = new Telling();

    @Parameters(paramLabel = "ENV/RELEASE")
    private String release = "";

    @Override
    public Integer call() {
      JsonNode found = Subjects.nextStep(server, release, moment);
      return telling.tell(spec, "Proceed with " + release, found.path("proceed"));
    }
  }

  /** {@code changeover can retire ENV WHAT}. */
  @Command(
      name = "retire",
      mixinStandardHelpOptions = true,
      description = "Does anything alive still need this version, path, schema or flag?")
  static final class Retire implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private Server server = new Server();
    @Mixin private ComparedMoment moment = new ComparedMoment();
    @Mixin private Telling telling = new Telling();

    @Parameters(index = "0", paramLabel = "ENV")
    private String environment = "";

    @Parameters(
        index = "1",
        arity = "0..1",
        paramLabel = "COMPONENT@VERSION",
        description = "A version of a component")
    private @Nullable String version;

    @Option(names = "--path", paramLabel = "PATH", description = "A compatibility path")
    private @Nullable String path;

    @Option(
        names = "--schema",
        paramLabel = "SCHEMA",
        description = "A SCHEMA component, a column or topic, or a message form such as order/2")
    private @Nullable String schema;

    @Option(names = "--flag", paramLabel = "FLAG", description = "A feature flag")
    private @Nullable String flag;

    @Override
    public Integer call() {
      Map<String, Object> subject = subject();
      Map<String, Object> variables = moment.variables(server);
      variables.put("environment", environment);
      variables.put("subject", subject);
      JsonNode verdict = server.query(Documents.RETIRE, variables).path("retire");
      return telling.tell(spec, "Retire " + verdict.path("subject").asString(environment), verdict);
    }

    private Map<String, Object> subject() {
      Map<String, Object> subject = new HashMap<>();
      if (version != null) {
        int split = version.lastIndexOf('@');
        if (split < 1 || split == version.length() - 1) {
          throw new CommandFailed("a version is named COMPONENT@VERSION, got '" + version + "'");
        }
        subject.put("component", version.substring(0, split));
        subject.put("version", version.substring(split + 1));
      }
      Subjects.putIfGiven(subject, "path", path);
      Subjects.putIfGiven(subject, "schema", schema);
      Subjects.putIfGiven(subject, "flag", flag);
      if (subject.size() - (version == null ? 0 : 1) != 1) {
        throw new CommandFailed(
            "name one thing to retire: COMPONENT@VERSION, --path, --schema or --flag");
      }
      return subject;
    }
  }
}
