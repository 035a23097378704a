package dev.changeover.ops.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code changeover export}: the release history of a period, with its manifest. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Writes the history of an environment and its manifest into a directory.")
public final class ExportCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private Server server = new Server();

  @Parameters(paramLabel = "ENV")
  private String environment = "";

  @Option(names = "--from", paramLabel = "TIME", description = "Recorded at or after (RFC 3339)")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "Recorded before (RFC 3339)")
  private @Nullable String to;

  @Option(names = "--format", paramLabel = "jsonl|csv", defaultValue = "jsonl")
  private String format = "jsonl";

  @Option(names = "-o", paramLabel = "DIR", required = true, description = "Where to write")
  private Path directory = Path.of(".");

  @Override
  public Integer call() throws IOException {
    HttpResponse<InputStream> response = server.stream(server.request(path()).GET().build());
    try (InputStream body = response.body()) {
      if (response.statusCode() != 200) {
        throw new CommandFailed(Server.complaint(response.statusCode(), body.readAllBytes()));
      }
      unpack(new ZipInputStream(body));
    }
    return ExitCode.SAFE;
  }

  private void unpack(ZipInputStream zip) throws IOException {
    Files.createDirectories(directory);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      Path file = directory.resolve(Path.of(entry.getName()).getFileName());
      try (var out = Files.newOutputStream(file)) {
        long bytes = zip.transferTo(out);
        spec.commandLine().getOut().printf("%s  %,d bytes%n", file, bytes);
      }
      if (entry.getName().equals("manifest.json")) {
        warnWhereEmpty(JSON.readTree(file.toFile()));
      }
    }
  }

  private void warnWhereEmpty(JsonNode manifest) {
    if (manifest.path("rowsWritten").asLong() == 0) {
      spec.commandLine()
          .getErr()
          .printf(
              "changeover: nothing of %s was recorded in that period; are name and times right?%n",
              environment);
    }
  }

  private String path() {
    return "/exports/"
        + Server.encoded(environment)
        + "?format="
        + Server.encoded(format)
        + (from == null ? "" : "&from=" + Server.encoded(from))
        + (to == null ? "" : "&to=" + Server.encoded(to));
  }
}
