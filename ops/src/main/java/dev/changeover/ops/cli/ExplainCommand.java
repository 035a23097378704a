package dev.changeover.ops.cli;

import dev.changeover.event.ActionRef;
import java.util.HashMap;
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

/** {@code changeover explain}: what state something is in, why, and what is safe to do next. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "State, explanation and verdict of an action (`order/4711`) or a release.",
    subcommands = ExplainCommand.OfRelease.class)
public final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private Server server = new Server();
  @Mixin private Moment moment = new Moment();

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
      description = "State, explanation and rollback verdict of a release.")
  static final class OfRelease implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private Server server = new Server();
    @Mixin private Moment moment = new Moment();

    @Parameters(paramLabel = "ENV/RELEASE")
    private String release = "";

    @Option(names = "--json", description = "Print the answer as JSON")
    private boolean json;

    @Override
    public Integer call() {
      JsonNode found = Subjects.release(server, release, moment, null, null);
      Output output = new Output(spec.commandLine().getOut());
      if (json) {
        output.json(found);
      } else {
        output.explanation(found.path("explanation"));
        output.verdict("Roll back", found.path("rollback"));
      }
      return ExitCode.SAFE;
    }
  }

  /** Looking up what a command names. */
  static final class Subjects {
    private Subjects() {}

    static JsonNode action(
        Server server,
        String name,
        @Nullable String environment,
        Moment moment,
        @Nullable String fromStep) {
      ActionRef action = ActionRef.parse(name);
      Map<String, Object> variables = new HashMap<>();
      variables.put("type", action.type());
      variables.put("id", action.id());
      variables.putAll(moment.variables(server));
      putIfGiven(variables, "environment", environment);
      putIfGiven(variables, "from", fromStep);
      return found(server.query(Documents.ACTION, variables).path("action"), name, moment);
    }

    /**
     * @throws CommandFailed where none or several environments have the action
     */
    static String environmentOfAction(Server server, String name) {
      ActionRef action = ActionRef.parse(name);
      Map<String, Object> variables = Map.of("type", action.type(), "id", action.id());
      return found(
              server.query(Documents.ENVIRONMENT_OF_ACTION, variables).path("action"),
              name,
              new Moment())
          .path("environment")
          .path("name")
          .asString();
    }

    static JsonNode release(
        Server server,
        String name,
        Moment moment,
        @Nullable String target,
        @Nullable String component) {
      Map<String, Object> variables = ofRelease(server, name, moment);
      putIfGiven(variables, "to", target);
      putIfGiven(variables, "component", component);
      return found(server.query(Documents.RELEASE, variables).path("release"), name, moment);
    }

    /** The release with the verdict on its next step. */
    static JsonNode nextStep(Server server, String name, Moment moment) {
      Map<String, Object> variables = ofRelease(server, name, moment);
      return found(server.query(Documents.PROCEED, variables).path("release"), name, moment);
    }

    private static Map<String, Object> ofRelease(Server server, String name, Moment moment) {
      int slash = name.indexOf('/');
      if (slash < 1) {
        throw new CommandFailed("a release is named ENV/RELEASE, got '" + name + "'");
      }
      Map<String, Object> variables = new HashMap<>();
      variables.put("environment", name.substring(0, slash));
      variables.put("id", name.substring(slash + 1));
      variables.putAll(moment.variables(server));
      return variables;
    }

    private static void putIfGiven(
        Map<String, Object> variables, String name, @Nullable String value) {
      if (value != null) {
        variables.put(name, value);
      }
    }

    private static JsonNode found(JsonNode node, String name, Moment moment) {
      if (node.isNull() || node.isMissingNode()) {
        throw new CommandFailed(
            "%s is not known; no fact %s names it".formatted(name, moment.upToWhere()));
      }
      return node;
    }
  }
}
