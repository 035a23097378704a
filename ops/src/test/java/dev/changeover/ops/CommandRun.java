package dev.changeover.ops;

import dev.changeover.ops.server.ServerExtension;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a command printed and exited with. */
public record CommandRun(int exitCode, String out, String err) {

  /** Runs a command against the server. */
  public static CommandRun against(ServerExtension server, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        Changeover.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] all =
        Stream.concat(
                Stream.of(arguments), Stream.of("--url", server.url(), "--token", server.token()))
            .toArray(String[]::new);
    int exitCode = command.execute(all);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }

  /** What it printed, where that is JSON. */
  public JsonNode json() {
    return JsonMapper.shared().readTree(out);
  }
}
