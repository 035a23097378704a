package dev.changeover.ops.cli;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code changeover replay}: rebuilds a read model from the log and compares it with the old one.
 */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = "Rebuilds a read model from the log, and says whether it is what it was.")
public final class ReplayCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private Server server = new Server();

  @Parameters(paramLabel = "PROJECTION", description = "action, environment or timeline")
  private String projection = "";

  @Override
  public Integer call() {
    HttpResponse<byte[]> started =
        server.send(
            server
                .request("/admin/replays/" + projection)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    if (started.statusCode() != 202) {
      throw new CommandFailed(Server.complaint(started.statusCode(), started.body()));
    }
    JsonNode state = progress();
    while (!state.path("finished").asBoolean(false)) {
      spec.commandLine()
          .getOut()
          .printf(
              "%s: position %s of %s%n",
              projection, state.path("position").asString(), state.path("head").asString());
      spec.commandLine().getOut().flush();
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      state = progress();
    }
    spec.commandLine().getOut().println(projection + ": " + state.path("result").asString());
    return state.path("same").asBoolean(false) ? ExitCode.SAFE : ExitCode.UNSAFE;
  }

  private JsonNode progress() {
    HttpResponse<byte[]> response =
        server.send(server.request("/admin/replays/" + projection).GET().build());
    if (response.statusCode() != 200) {
      throw new CommandFailed(Server.complaint(response.statusCode(), response.body()));
    }
    return JSON.readTree(response.body());
  }
}
