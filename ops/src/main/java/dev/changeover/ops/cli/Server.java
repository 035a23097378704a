package dev.changeover.ops.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which server a command talks to, and talking to it. */
public final class Server {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "${env:CHANGEOVER_URL:-http://127.0.0.1:8080}",
      description = "Address of the server. Default: $CHANGEOVER_URL, else ${DEFAULT-VALUE}")
  private URI url = URI.create("http://127.0.0.1:8080");

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      defaultValue = "${env:CHANGEOVER_TOKEN}",
      description = "Bearer token. Default: $CHANGEOVER_TOKEN, else that of a local server")
  private @Nullable String token;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /** A server at a known address. */
  public static Server at(URI url, String token) {
    Server server = new Server();
    server.url = url;
    server.token = token;
    return server;
  }

  URI url() {
    return url;
  }

  /**
   * Asks a GraphQL question.
   *
   * @return the {@code data} member
   * @throws CommandFailed with the server's own words where it answers with errors
   */
  JsonNode query(String document, Map<String, Object> variables) {
    byte[] body = JSON.writeValueAsBytes(Map.of("query", document, "variables", variables));
    HttpRequest request =
        request("/graphql")
            .header("Content-Type", "application/json")
            .timeout(TIMEOUT)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<byte[]> response = send(request);
    JsonNode answer = answer(response);
    JsonNode errors = answer.path("errors");
    if (errors.isArray() && !errors.isEmpty()) {
      throw new CommandFailed(errors.get(0).path("message").asString("the server gave an error"));
    }
    return answer.path("data");
  }

  /** What {@code GET /ready} says: whether everything is up, and the head of the log. */
  JsonNode readiness() {
    HttpResponse<byte[]> response =
        send(HttpRequest.newBuilder(url.resolve("/ready")).timeout(TIMEOUT).GET().build());
    return answer(response);
  }

  /** A request to a path of this server, with the token. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(url.resolve(path)).header("Authorization", "Bearer " + token());
  }

  /** A name as a segment of a path or the value of a parameter. */
  static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Sends and reads the answer into memory; any status comes back. */
  HttpResponse<byte[]> send(HttpRequest request) {
    return exchange(request, BodyHandlers.ofByteArray());
  }

  /** Sends and hands the answer over as a stream; any status comes back. */
  HttpResponse<InputStream> stream(HttpRequest request) {
    return exchange(request, BodyHandlers.ofInputStream());
  }

  /** What a response that is not a success says, in one line. */
  static String complaint(int status, byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).strip();
    try {
      JsonNode problem = JSON.readTree(text);
      String detail = problem.path("detail").asString(problem.path("title").asString(""));
      String pointer = problem.path("pointer").asString("");
      if (!detail.isEmpty()) {
        return "HTTP "
            + status
            + ": "
            + detail
            + (pointer.isEmpty() ? "" : " (at " + pointer + ")");
      }
    } catch (JacksonException notJson) {
      return plainComplaint(status, text);
    }
    return plainComplaint(status, text);
  }

  private static String plainComplaint(int status, String text) {
    return "HTTP " + status + (text.isEmpty() ? "" : ": " + firstLine(text));
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return client.send(request, handler);
    } catch (ConnectException refused) {
      throw new CommandFailed(
          "no server answers at " + url + "; start one with `changeover up`, or name it with --url",
          refused);
    } catch (IOException failure) {
      throw new CommandFailed("the connection to " + url + " broke: " + failure, failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CommandFailed("stopped while waiting for " + url, stopped);
    }
  }

  private static JsonNode answer(HttpResponse<byte[]> response) {
    if (response.statusCode() != 200) {
      throw new CommandFailed(complaint(response.statusCode(), response.body()));
    }
    return JSON.readTree(response.body());
  }

  private String token() {
    return Optional.ofNullable(token)
        .filter(given -> !given.isBlank())
        .or(() -> isLocal() ? LocalServers.ofUser().tokenOf(port()) : Optional.empty())
        .orElseThrow(
            () ->
                new CommandFailed(
                    "no token for %s%s; set CHANGEOVER_TOKEN, or give --token"
                        .formatted(
                            url,
                            isLocal()
                                ? ", and no server of yours runs there; start one with"
                                    + " `changeover up`, or name another with --url"
                                : "")));
  }

  private boolean isLocal() {
    String host = url.getHost();
    return "127.0.0.1".equals(host) || "localhost".equals(host) || "[::1]".equals(host);
  }

  private int port() {
    return url.getPort() >= 0 ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80;
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
