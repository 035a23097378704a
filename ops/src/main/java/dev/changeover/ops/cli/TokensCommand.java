package dev.changeover.ops.cli;

import java.io.PrintWriter;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code changeover tokens}: who may come in. */
@Command(
    name = "tokens",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Issues, lists and revokes tokens. Needs a token with the role admin.")
public final class TokensCommand {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ADDRESS = "/admin/tokens";

  @Spec private CommandSpec spec = CommandSpec.create();

  /** {@code changeover tokens issue ci --role ingest}. */
  @Command(
      name = "issue",
      mixinStandardHelpOptions = true,
      description = "Makes a token and prints it, this once.")
  int issue(
      @Mixin Server server,
      @Parameters(paramLabel = "NAME", description = "Whom or what it is for") String name,
      @Option(
              names = "--role",
              required = true,
              split = ",",
              paramLabel = "ROLE",
              description =
                  "What it opens: ingest sends evidence, read asks, respond plans releases, audit"
                      + " exports, admin manages. Several: with commas")
          Set<String> roles,
      @Option(
              names = "--environment",
              paramLabel = "ENV",
              description = "Bound to this environment; may be repeated. Default: all")
          @Nullable Set<String> environments,
      @Option(
              names = "--source",
              paramLabel = "SOURCE",
              description =
                  "Speaks for this CloudEvents source only; may be repeated. Default: all")
          @Nullable Set<String> sources,
      @Option(
              names = "--expires-in",
              paramLabel = "DURATION",
              description = "E.g. P90D. Default: never")
          @Nullable Duration life) {
    Map<String, Object> wanted = new LinkedHashMap<>();
    wanted.put("name", name);
    wanted.put("roles", roles);
    wanted.put("environments", environments == null ? Set.of() : environments);
    wanted.put("sources", sources == null ? Set.of() : sources);
    if (life != null) {
      if (!life.isPositive()) {
        throw new ParameterException(
            spec.commandLine(), "--expires-in is " + life + "; expected a time to come, e.g. P90D");
      }
      wanted.put("expiresAt", Instant.now().plus(life).toString());
    }
    HttpRequest request =
        server
            .request(ADDRESS)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(wanted)))
            .build();
    out().println(JSON.readTree(answer(server, request, 201)).path("token").asString());
    return ExitCode.SAFE;
  }

  /** {@code changeover tokens list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the tokens in force, by their public part.")
  int list(@Mixin Server server) {
    HttpRequest request = server.request(ADDRESS).GET().build();
    for (JsonNode token : JSON.readTree(answer(server, request, 200))) {
      out()
          .printf(
              "%s  %-24s %s, %s, %s, since %s%s%n",
              token.path("id").asString(),
              token.path("name").asString(),
              listed(token.path("roles"), "no role"),
              listed(token.path("environments"), "all environments"),
              listed(token.path("sources"), "all sources"),
              token.path("createdAt").asString(),
              token.path("expiresAt").isNull()
                  ? ""
                  : ", until " + token.path("expiresAt").asString());
    }
    return ExitCode.SAFE;
  }

  /** {@code changeover tokens revoke 3s73dkmmettm}. */
  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "Ends a token; other nodes may take it for up to 30 s more.")
  int revoke(
      @Mixin Server server,
      @Parameters(paramLabel = "ID", description = "The public part, as `tokens list` shows it")
          String id) {
    HttpRequest request = server.request(ADDRESS + "/" + Server.encoded(id)).DELETE().build();
    answer(server, request, 204);
    out().println("revoked " + id);
    return ExitCode.SAFE;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private static byte[] answer(Server server, HttpRequest request, int expected) {
    HttpResponse<byte[]> response = server.send(request);
    if (response.statusCode() != expected) {
      throw new CommandFailed(Server.complaint(response.statusCode(), response.body()));
    }
    return response.body();
  }

  private static String listed(JsonNode names, String none) {
    return names.isEmpty()
        ? none
        : String.join("+", names.valueStream().map(JsonNode::asString).toList());
  }
}
