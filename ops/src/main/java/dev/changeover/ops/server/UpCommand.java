package dev.changeover.ops.server;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code changeover up}: starts a server and stays. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Starts everything; on the embedded PostgreSQL unless told otherwise.")
public final class UpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOptions options = new ServerOptions();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:CHANGEOVER_DATA:-data}",
      description = "Where the data is kept. Default: ./${DEFAULT-VALUE}")
  private Path data = Path.of("data");

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    RunningServer server =
        RunningServer.start(options, data, line -> spec.commandLine().getErr().println(line));
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "changeover-stop"));
    out.println("Changeover is up.");
    out.println("  events, OTLP, GraphQL, exports  " + server.url());
    out.println(
        "  OTLP over HTTP                  " + options.bindAddress + ":" + options.otlpHttpPort);
    out.println(
        "  OTLP over gRPC                  " + options.bindAddress + ":" + options.otlpGrpcPort);
    out.println("  " + server.token().announcement());
    out.println(
        "Stop it with Ctrl-C; the data stays in " + data.toAbsolutePath().normalize() + ".");
    out.flush();
    server.awaitEnd();
    return 0;
  }
}
