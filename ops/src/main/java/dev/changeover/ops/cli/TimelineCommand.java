package dev.changeover.ops.cli;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code changeover timeline}: what happened, in order. */
@Command(
    name = "timeline",
    mixinStandardHelpOptions = true,
    description = "What happened, in order of the times that the sources claim.")
public final class TimelineCommand implements Callable<Integer> {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private Server server = new Server();

  @Parameters(
      paramLabel = "SUBJECT",
      description =
          "An environment (`production`), an action (`order/4711`), or KIND:ENV/NAME with the kinds"
              + " action, release, component, migration, queue")
  private String subject = "";

  @Option(
      names = "--environment",
      description = "Of an action; needed only where several environments have it")
  private @Nullable String environment;

  @Option(names = "--from", paramLabel = "TIME", description = "Not what was before (RFC 3339)")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "Not what was then or later")
  private @Nullable String to;

  @Option(
      names = "--kinds",
      split = ",",
      paramLabel = "KIND",
      description =
          "Only these: RELEASE, MIGRATION, VERSION, WORKER, QUEUE, ACTION, INCIDENT, EVIDENCE,"
              + " DECISION, POLICY, DEPENDANT, OTHER")
  private List<String> kinds = List.of();

  @Option(names = "--follow", description = "Go on and print what is new")
  private boolean follow;

  @Option(names = "--json", description = "One JSON object per line")
  private boolean json;

  @Override
  public Integer call() {
    Map<String, Object> of = timelineSubject();
    String after = printFrom(of, null);
    if (after == null && !follow) {
      spec.commandLine().getErr().println("changeover: " + nothingFound());
    }
    while (follow && !Thread.interrupted()) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      after = printFrom(of, after);
    }
    return ExitCode.SAFE;
  }

  private String nothingFound() {
    boolean narrowed = from != null || to != null || !kinds.isEmpty();
    return "nothing is recorded of "
        + subject
        + (narrowed
            ? " in what was asked for; widen --from, --to or --kinds"
            : "; is its name right?");
  }

  private @Nullable String printFrom(Map<String, Object> of, @Nullable String start) {
    String after = start;
    boolean more = true;
    while (more) {
      JsonNode page = page(of, after);
      page.path("edges").forEach(edge -> print(edge.path("node")));
      after = page.path("pageInfo").path("endCursor").asString(after);
      more = page.path("pageInfo").path("hasNextPage").asBoolean(false);
    }
    return after;
  }

  private JsonNode page(Map<String, Object> of, @Nullable String after) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("of", of);
    put(variables, "from", from);
    put(variables, "to", to);
    put(variables, "after", after);
    if (!kinds.isEmpty()) {
      variables.put("kinds", kinds);
    }
    return server.query(Documents.TIMELINE, variables).path("timeline");
  }

  private void print(JsonNode entry) {
    if (json) {
      spec.commandLine().getOut().println(entry);
    } else {
      spec.commandLine()
          .getOut()
          .printf(
              "%s  %-9s  %s  [%s]%s%n",
              entry.path("occurredAt").asString(),
              entry.path("kind").asString(),
              entry.path("text").asString(),
              entry.path("position").asString(),
              entry.path("late").asBoolean(false) ? " late" : "");
    }
    spec.commandLine().getOut().flush();
  }

  private Map<String, Object> timelineSubject() {
    int colon = subject.indexOf(':');
    if (colon < 0) {
      return subject.indexOf('/') < 0
          ? Map.of("environment", subject)
          : Map.of("action", subject, "environment", environmentOfAction());
    }
    String kind = subject.substring(0, colon);
    String rest = subject.substring(colon + 1);
    int slash = rest.indexOf('/');
    if (slash < 1) {
      throw new CommandFailed("a subject reads KIND:ENV/NAME, got '" + subject + "'");
    }
    return Map.of(kind, rest.substring(slash + 1), "environment", rest.substring(0, slash));
  }

  private String environmentOfAction() {
    return environment == null ? Subjects.environmentOfAction(server, subject) : environment;
  }

  private static void put(Map<String, Object> variables, String name, @Nullable String value) {
    if (value != null) {
      variables.put(name, value);
    }
  }
}
