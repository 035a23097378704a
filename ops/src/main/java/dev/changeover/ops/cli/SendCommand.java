package dev.changeover.ops.cli;

import dev.changeover.ops.cli.Parcels.Parcel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code changeover send}: hands events over, and again until the server says that they are
 * durable. Sending a file twice is harmless: a fact is stored once.
 */
@Command(
    name = "send",
    mixinStandardHelpOptions = true,
    description =
        "Sends CDEvents or CloudEvents (one JSON object per line, or a JSON array) or OTLP/JSON.")
public final class SendCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private Server server = new Server();

  @Parameters(paramLabel = "FILE", description = "The file; - reads standard input")
  private String file = "-";

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "500",
      description = "Lines per request. Default: ${DEFAULT-VALUE}")
  private int batch = 500;

  @Option(
      names = "--retry-for",
      paramLabel = "DURATION",
      defaultValue = "PT2M",
      description = "How long to try again where the server is away. Default: ${DEFAULT-VALUE}")
  private Duration retryFor = Duration.ofMinutes(2);

  @Option(
      names = "--acknowledged",
      paramLabel = "FILE",
      description = "Appends `position source id` of each fact that the server holds, durably")
  private @Nullable Path acknowledged;

  @Override
  public Integer call() throws IOException {
    PrintWriter messages = spec.commandLine().getErr();
    Delivery delivery = new Delivery(server, retryFor, messages);
    try (Parcels parcels = Parcels.open(file, batch);
        AcknowledgedFile ledger = AcknowledgedFile.open(acknowledged)) {
      for (Parcel parcel = parcels.next(); parcel != null; parcel = parcels.next()) {
        ledger.add(delivery.deliver(parcel));
      }
    }
    spec.commandLine().getOut().println(delivery.totals());
    return delivery.complete() ? ExitCode.SAFE : ExitCode.CANNOT_TELL;
  }
}
