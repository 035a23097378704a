package dev.changeover.ops.cli;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code changeover triage ENV}: which of many actions may run again, and what the others need. */
@Command(
    name = "triage",
    mixinStandardHelpOptions = true,
    description = "Which unfinished actions may run again, in lots by what is to be done first.")
public final class TriageCommand implements Callable<Integer> {
  /** Of a group so many are shown with what to do; {@code --ids} and {@code --json} give all. */
  private static final int SHOWN = 3;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private Server server = new Server();
  @Mixin private Moment moment = new Moment();

  @Parameters(paramLabel = "ENV")
  private String environment = "";

  @Option(names = "--type", paramLabel = "TYPE", description = "Only actions of this type")
  private @Nullable String type;

  @Option(names = "--component", paramLabel = "C", description = "Only those that it touched")
  private @Nullable String component;

  @Option(names = "--limit", paramLabel = "N", description = "Look at so many, newest first")
  private int limit = 1000;

  @Option(names = "--after", paramLabel = "NEXT", description = "Go on where a triage before ended")
  private @Nullable String after;

  @Option(
      names = "--ids",
      paramLabel = "LOT",
      description =
          "Only the names of the actions in this lot, one per line: ${COMPLETION-CANDIDATES}")
  private @Nullable Lot ids;

  @Option(names = "--json", description = "Print the answer as JSON")
  private boolean json;

  /** Where an action goes in a triage. */
  enum Lot {
    SAFE("safe", "May run again now"),
    LOOK_UP("needsLookup", "To be looked up, checked or met first"),
    WAIT("wait", "Time settles it, or what is under way"),
    NEVER("never", "Neither waiting nor asking makes it safe");

    private final String field;
    private final String title;

    Lot(String field, String title) {
      this.field = field;
      this.title = title;
    }
  }

  @Override
  public Integer call() {
    JsonNode found =
        Subjects.found(
            server.query(Documents.TRIAGE, variables()).path("environment"), environment, moment);
    JsonNode triage = found.path("retryTriage");
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      new Output(out).json(triage);
    } else if (ids != null) {
      triage
          .path(ids.field)
          .forEach(group -> group.path("actions").forEach(each -> out.println(name(each))));
    } else {
      out.printf(
          "%s: %d actions judged, as of position %s and %s%n",
          environment,
          triage.path("judged").asInt(),
          found.at("/asOf/position").asString(),
          found.at("/asOf/instant").asString());
      for (Lot lot : Lot.values()) {
        print(out, lot, triage.path(lot.field));
      }
      older(triage).ifPresent(next -> out.println("Older ones are left: add --after " + next));
    }
    out.flush();
    return ExitCode.SAFE;
  }

  private Map<String, Object> variables() {
    Map<String, Object> where = new HashMap<>();
    Subjects.putIfGiven(where, "type", type);
    Subjects.putIfGiven(where, "component", component);
    Map<String, Object> variables = new HashMap<>();
    variables.put("environment", environment);
    variables.put("asOf", moment.asOf(server));
    variables.put("where", where);
    variables.put("limit", limit);
    Subjects.putIfGiven(variables, "after", after);
    return variables;
  }

  private static void print(PrintWriter out, Lot lot, JsonNode groups) {
    int count = 0;
    for (JsonNode group : groups) {
      count += group.path("count").asInt();
    }
    out.printf("%s: %d%n", lot.title, count);
    groups.forEach(group -> print(out, group));
  }

  private static void print(PrintWriter out, JsonNode group) {
    int count = group.path("count").asInt();
    out.printf(
        "  %d %s  %s  %s%n",
        count,
        group.path("actionType").asString(),
        group.at("/rule/id").asString(),
        group.at("/rule/title").asString());
    int shown = 0;
    for (JsonNode action : group.path("actions")) {
      if (shown++ == SHOWN) {
        break;
      }
      out.printf("      %s  %s%n", name(action), action.path("text").asString());
    }
    if (count > SHOWN) {
      out.printf("      and %d more%n", count - SHOWN);
    }
  }

  private static String name(JsonNode action) {
    return action.path("type").asString() + "/" + action.path("id").asString();
  }

  private static Optional<String> older(JsonNode triage) {
    return triage.path("next").asStringOpt();
  }
}
