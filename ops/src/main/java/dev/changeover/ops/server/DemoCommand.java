package dev.changeover.ops.server;

import dev.changeover.ops.cli.CommandFailed;
import dev.changeover.ops.cli.Sample;
import dev.changeover.ops.cli.Server;
import dev.changeover.ops.postgres.FileTree;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code changeover demo}: a release that goes wrong, on a throw-away database. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Starts on a throw-away database, replays a release that goes wrong, and asks.")
public final class DemoCommand implements Callable<Integer> {

  /** One minute after the last fact of the sample. */
  private static final String ASKED_AT = "2026-11-20T02:47:00Z";

  private static final List<Question> QUESTIONS =
      List.of(
          new Question(
              "Order 4711 hangs: the card charge timed out. Retry it?",
              List.of("explain", "order/4711")),
          new Question(
              "Then back to the old version?", List.of("can", "roll-back", "production/2026.11.3")),
          new Question(
              "And order 4698, which the provider never let in?",
              List.of("can", "retry", "order/4698")),
          new Question(
              "May the release go on, then?", List.of("can", "proceed", "production/2026.11.3")),
          new Question(
              "And may the old worker go?",
              List.of("can", "retire", "production", "order-worker@5.0.2")));

  private record Question(String inWords, List<String> command) {}

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOptions options = new ServerOptions();

  @Option(names = "--exit", description = "Stop after the answers instead of staying up")
  private boolean exit;

  @Override
  public Integer call() throws IOException {
    Path data = Files.createTempDirectory("changeover-demo-");
    PrintWriter err = spec.commandLine().getErr();
    RunningServer server = start(data, err);
    Thread stop = new Thread(() -> stop(server, data), "changeover-stop");
    Runtime.getRuntime().addShutdownHook(stop);
    Sample.splitAddress().send(Server.at(URI.create(server.url()), server.token().token()), err);
    QUESTIONS.forEach(question -> ask(question, server));
    if (!exit) {
      invite(server);
      server.awaitEnd();
    }
    return 0;
  }

  private RunningServer start(Path data, PrintWriter err) {
    try {
      return RunningServer.start(options, data.resolve("data"), err::println);
    } catch (RuntimeException failed) {
      remove(data);
      throw failed;
    }
  }

  private void ask(Question question, RunningServer server) {
    PrintWriter out = spec.commandLine().getOut();
    out.println();
    out.println("# " + question.inWords());
    out.println("$ " + commandLine(question));
    out.flush();
    String[] arguments =
        Stream.of(
                question.command(),
                moment(),
                List.of("--url", server.url(), "--token", server.token().token()))
            .flatMap(List::stream)
            .toArray(String[]::new);
    CommandLine root = spec.root().commandLine();
    int code = root.execute(arguments);
    out.println("exit code " + code);
    out.flush();
  }

  private void invite(RunningServer server) {
    PrintWriter out = spec.commandLine().getOut();
    out.println();
    out.println(
        "Changeover is up at " + server.url() + "; try the questions from another terminal,");
    out.println("or `./changeover timeline production`. Ctrl-C stops it and removes its data.");
    out.flush();
  }

  /** What it asks, as it can be typed, in order. */
  public static List<String> commandLines() {
    return QUESTIONS.stream().map(DemoCommand::commandLine).toList();
  }

  private static String commandLine(Question question) {
    return "./changeover "
        + String.join(" ", question.command())
        + " "
        + String.join(" ", moment());
  }

  private static List<String> moment() {
    return List.of("--position", "head", "--at", ASKED_AT);
  }

  private static void stop(RunningServer server, Path data) {
    server.close();
    remove(data);
  }

  private static void remove(Path data) {
    try {
      FileTree.delete(data);
    } catch (IOException failure) {
      throw new CommandFailed("cannot remove " + data + ": " + failure, failure);
    }
  }
}
