package dev.changeover.ops.cli;

import java.io.PrintWriter;
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
 * {@code changeover replay}: rebuilds a read model beside the live one, compares the two and
 * switches. Exits with 0 where the rows are the same, 1 where they are not, 2 where the read model
 * could not be rebuilt.
 */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Rebuilds a read model from the log beside the live one, and switches to it.",
      "Exits with 0 where the rows are what they were, with 1 where they are not."
    })
public final class ReplayCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private Server server = new Server();

  @Parameters(paramLabel = "PROJECTION", description = "action, environment or timeline")
  private String projection = "";

  @Override
  public Integer call() {
    HttpRequest begin =
        server
            .request("/admin/replays/" + projection)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    JsonNode state = answer(begin, 202);
    ReplayProgress shown = new ReplayProgress(spec.commandLine().getOut(), projection);
    while (!state.path("finished").asBoolean(false)) {
      shown.show(state);
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      state = answer(server.request("/admin/replays/" + projection).GET().build(), 200);
    }
    shown.end();
    return result(state);
  }

  private int result(JsonNode state) {
    String result = projection + ": " + state.path("result").asString();
    if (!state.path("same").isBoolean()) {
      throw new CommandFailed(result);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(result);
    out.flush();
    return state.path("same").asBoolean() ? ExitCode.SAFE : ExitCode.UNSAFE;
  }

  private JsonNode answer(HttpRequest request, int wanted) {
    HttpResponse<byte[]> response = server.send(request);
    if (response.statusCode() != wanted) {
      throw new CommandFailed(Server.complaint(response.statusCode(), response.body()));
    }
    return JSON.readTree(response.body());
  }
}
