package dev.changeover.ops.cli;

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

/** {@code changeover blast-list}: what exactly a rollback would break now, as JSON lines. */
@Command(
    name = "blast-list",
    mixinStandardHelpOptions = true,
    description = "What exactly rolling a release back would break now, one JSON object per line.")
public final class BlastListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private Server server = new Server();
  @Mixin private Moment moment = new Moment();

  @Parameters(paramLabel = "ENV/RELEASE")
  private String release = "";

  @Option(names = "--to", paramLabel = "RELEASE", description = "Back to this earlier release")
  private @Nullable String target;

  @Override
  public Integer call() {
    Map<String, Object> variables = new HashMap<>(Subjects.named(release));
    variables.put("asOf", moment.asOf(server));
    Subjects.putIfGiven(variables, "to", target);
    while (print(variables)) {
      // each page goes on where the one before ended, at the same position and instant
    }
    spec.commandLine().getOut().flush();
    return ExitCode.SAFE;
  }

  /** Prints a page and sets where the next one begins; false: that was the last. */
  private boolean print(Map<String, Object> variables) {
    JsonNode found =
        Subjects.found(
            server.query(Documents.BLAST_LIST, variables).path("release"), release, moment);
    JsonNode page = found.path("blastList");
    page.path("nodes").forEach(spec.commandLine().getOut()::println);
    JsonNode end = page.path("pageInfo");
    variables.put(
        "asOf",
        Map.of(
            "position", found.at("/asOf/position").asLong(),
            "instant", found.at("/asOf/instant").asString()));
    variables.put("after", end.path("endCursor").asString(""));
    return end.path("hasNextPage").asBoolean(false);
  }
}
