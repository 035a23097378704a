package dev.changeover.ops.cli;

import java.io.PrintWriter;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code changeover dead-letters}: facts that a read model could not take in. */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Facts that a read model could not take in. As long as there are any, verdicts that they",
      "concern are UNKNOWN. Needs a token with the role admin."
    })
public final class DeadLettersCommand {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ADDRESS = "/admin/dead-letters";

  @Spec private CommandSpec spec = CommandSpec.create();

  /** {@code changeover dead-letters list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists them by position. Exit 0: there are none.")
  int list(@Mixin Server server) {
    JsonNode letters = letters(server);
    for (JsonNode letter : letters) {
      out()
          .printf(
              "%s  position %s  %s of %s  %s, since %s, tried again %s times%n    %s%n",
              letter.path("readModel").asString(),
              letter.path("position").asString(),
              letter.path("type").asString(),
              letter.path("subject").asString(),
              environment(letter),
              letter.path("since").asString(),
              letter.path("tries").asString(),
              letter.path("cause").asString());
    }
    if (letters.isEmpty()) {
      out().println("no dead letters: every read model holds all that it has passed");
    }
    return letters.isEmpty() ? ExitCode.SAFE : ExitCode.UNSAFE;
  }

  /** {@code changeover dead-letters explain action 41}. */
  @Command(
      name = "explain",
      mixinStandardHelpOptions = true,
      description = "Shows the fact, why it could not be taken in, and what to do.")
  int explain(
      @Mixin Server server,
      @Parameters(paramLabel = "PROJECTION", description = "action, environment or timeline")
          String projection,
      @Parameters(paramLabel = "POSITION", description = "As `list` shows it") long position) {
    HttpRequest request =
        server.request(ADDRESS + "/" + Server.encoded(projection) + "/" + position).GET().build();
    JsonNode letter = JSON.readTree(answer(server, request));
    out()
        .printf(
            """
            position %s: %s of %s, told by %s under id %s
            %s
            could not be taken into the read model %s: %s
            since %s, tried again %s times%s
            Until it is, verdicts on %s as of this position and later are UNKNOWN.
            What to do: a text that is too long or a constraint that is broken is the fact's fault,
            which a newer version of Changeover may take: upgrade, then `changeover dead-letters retry %s`
            or `changeover replay %s`. Anything else is tried again by itself, at longest after ten minutes.
            """,
            letter.path("position").asString(),
            letter.path("type").asString(),
            letter.path("subject").asString(),
            letter.path("source").asString(),
            letter.path("id").asString(),
            letter.path("payload").asString(),
            projection,
            letter.path("cause").asString(),
            letter.path("since").asString(),
            letter.path("tries").asString(),
            letter.path("lastTried").isNull()
                ? ""
                : ", last at " + letter.path("lastTried").asString(),
            environment(letter),
            projection,
            projection);
    return ExitCode.UNSAFE;
  }

  /** {@code changeover dead-letters retry}. */
  @Command(
      name = "retry",
      mixinStandardHelpOptions = true,
      description = "Tries them again now. Exit 0: none is left.")
  int retry(
      @Mixin Server server,
      @Parameters(
              arity = "0..1",
              paramLabel = "PROJECTION",
              description = "Of this read model only. Default: of all")
          @Nullable String projection) {
    TreeSet<String> models = new TreeSet<>();
    if (projection == null) {
      letters(server).forEach(letter -> models.add(letter.path("readModel").asString()));
    } else {
      models.addAll(List.of(projection));
    }
    long left = 0;
    for (String model : models) {
      HttpRequest request =
          server
              .request(ADDRESS + "/" + Server.encoded(model) + "/retry")
              .POST(BodyPublishers.noBody())
              .build();
      JsonNode retried = JSON.readTree(answer(server, request));
      left += retried.path("left").asLong(0);
      out()
          .printf(
              "%s: %s taken in, %s left%n",
              model, retried.path("folded").asString(), retried.path("left").asString());
    }
    if (models.isEmpty()) {
      out().println("no dead letters");
    }
    return left == 0 ? ExitCode.SAFE : ExitCode.UNSAFE;
  }

  private JsonNode letters(Server server) {
    return JSON.readTree(answer(server, server.request(ADDRESS).GET().build()));
  }

  private static String environment(JsonNode letter) {
    return letter.path("environment").isNull()
        ? "all environments"
        : letter.path("environment").asString();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private static byte[] answer(Server server, HttpRequest request) {
    HttpResponse<byte[]> response = server.send(request);
    if (response.statusCode() != 200) {
      throw new CommandFailed(Server.complaint(response.statusCode(), response.body()));
    }
    return response.body();
  }
}
