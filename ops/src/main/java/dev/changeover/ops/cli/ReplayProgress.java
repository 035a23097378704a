package dev.changeover.ops.cli;

import java.io.PrintWriter;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Shows a rebuild: on a terminal one line that changes, else a line for each ten per cent. */
final class ReplayProgress {
  private static final int STEP_PERCENT = 10;

  private final PrintWriter out;
  private final String readModel;
  private final boolean terminal = Output.isTerminal();
  private final long begunAt = System.nanoTime();
  private String last = "";
  private int width;

  ReplayProgress(PrintWriter out, String readModel) {
    this.out = out;
    this.readModel = readModel;
  }

  void show(JsonNode state) {
    String stage = state.path("stage").asString();
    ProgressBar bar =
        new ProgressBar(
            state.path("position").asLong(-1) + 1,
            state.path("head").asLong(-1) + 1,
            Duration.ofNanos(System.nanoTime() - begunAt));
    String text =
        readModel
            + ": "
            + switch (stage) {
              case "COMPARING" -> "comparing with the live rows";
              case "SWITCHING" -> "switching, as soon as nobody reads the old rows";
              case "SWITCHED" -> "switched";
              default -> bar.text();
            };
    if (terminal) {
      rewrite(text);
    } else if (!last.equals(stage + bar.percent() / STEP_PERCENT)) {
      last = stage + bar.percent() / STEP_PERCENT;
      out.println(text);
    }
    out.flush();
  }

  /** Makes room for what is said last. */
  void end() {
    if (terminal) {
      rewrite("");
      out.print('\r');
    }
  }

  private void rewrite(String text) {
    out.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
    width = text.length();
  }
}
