package dev.changeover.ops.agent;

import example.shop.Shop;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The shop in a JVM of its own, with the agent in front of it. */
final class ShopProcess implements AutoCloseable {
  private static final int MOST_SECONDS_TO_START = 60;

  /**
   * What a small web app has on its class path; nothing of this project, nothing to export with.
   */
  private static final Pattern OF_THE_SHOP =
      Pattern.compile(
          "(spring-(aop|beans|boot|context|core|expression|web|webmvc)"
              + "|spring-boot-(autoconfigure|http-converter|servlet|tomcat|web-server|webmvc)"
              + "|tomcat-embed-(core|el)|micrometer-(commons|observation)|commons-logging"
              + "|slf4j-api|logback-(classic|core)|jspecify|snakeyaml|jakarta.annotation-api)"
              + "-[0-9].*\\.jar");

  private static final Pattern AGENT = Pattern.compile("opentelemetry-javaagent-[0-9].*\\.jar");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final CompletableFuture<Integer> port = new CompletableFuture<>();

  private ShopProcess(Process process) {
    this.process = process;
    Thread.ofVirtual().start(this::listen);
  }

  /**
   * Starts it; {@link #post} waits until it is up.
   *
   * @param partners where the services are that it calls
   * @param agentSettings environment variables of the agent
   */
  static ShopProcess start(URI partners, Map<String, String> agentSettings) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-javaagent:" + onClassPath(AGENT).findFirst().orElseThrow(),
            "-cp",
            Stream.concat(Stream.of(ownClasses()), onClassPath(OF_THE_SHOP).map(Path::toString))
                .collect(Collectors.joining(File.pathSeparator)),
            Shop.class.getName(),
            "--server.port=0",
            "--spring.main.banner-mode=off",
            "--shop.partners=" + partners);
    builder.environment().keySet().removeIf(name -> name.startsWith("OTEL_"));
    builder.environment().putAll(agentSettings);
    return new ShopProcess(builder.redirectErrorStream(true).start());
  }

  /** Posts nothing to a path of the shop. */
  int post(String path) throws Exception {
    URI shop = URI.create("http://localhost:" + port.get(MOST_SECONDS_TO_START, TimeUnit.SECONDS));
    HttpRequest request =
        HttpRequest.newBuilder(shop.resolve(path)).POST(BodyPublishers.noBody()).build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  @Override
  public void close() {
    client.close();
    process.destroy();
    process.onExit().join();
  }

  /** Reads to the end, so that the shop never waits for somebody to read what it logs. */
  private void listen() {
    List<String> said = new ArrayList<>();
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        said.add(line);
        if (line.startsWith(Shop.LISTENS_ON)) {
          port.complete(Integer.valueOf(line.substring(Shop.LISTENS_ON.length())));
        }
      }
    } catch (IOException broken) {
      port.completeExceptionally(broken);
    }
    port.completeExceptionally(
        new IllegalStateException("the shop ended and said:\n" + String.join("\n", said)));
  }

  private static String ownClasses() {
    URI classes =
        URI.create(Shop.class.getProtectionDomain().getCodeSource().getLocation().toString());
    return Path.of(classes).toString();
  }

  private static Stream<Path> onClassPath(Pattern fileName) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(entry -> fileName.matcher(entry.getFileName().toString()).matches());
  }
}
