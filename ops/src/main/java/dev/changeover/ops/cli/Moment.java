package dev.changeover.ops.cli;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The moment a question is asked about: known up to a position, judged at an instant. */
class Moment {
  @Option(
      names = "--position",
      paramLabel = "P",
      description = "Known up to this position of the log, or `head`")
  private @Nullable String position;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description =
          "Judged at this moment (RFC 3339), or at HH:MM today in UTC. Alone: with what had been"
              + " recorded by then; with --position: with what is known up to there")
  private @Nullable String instant;

  /** The variable {@code asOf}. */
  Map<String, Object> variables(Server server) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("asOf", asOf(server));
    return variables;
  }

  /** The {@code AsOf} input; empty: the head of the log, judged now. */
  Map<String, Object> asOf(Server server) {
    Map<String, Object> asOf = new HashMap<>();
    if (position != null) {
      asOf.put("position", "head".equals(position) ? head(server) : number(position));
    }
    if (instant != null) {
      asOf.put("instant", instant(instant));
    }
    return asOf;
  }

  /** Which facts count, e.g. {@code up to position 41}. */
  String upToWhere() {
    if (position != null && !position.equals("head")) {
      return "up to position " + position;
    }
    return instant == null || position != null
        ? "in the log"
        : "recorded by %s (to count all, add --position head)".formatted(instant);
  }

  /** A moment as RFC 3339; {@code 02:47} is today in UTC. */
  static String instant(String text) {
    return text.matches("\\d\\d:\\d\\d")
        ? LocalDate.now(ZoneOffset.UTC) + "T" + text + ":00Z"
        : text;
  }

  private static long head(Server server) {
    return server.readiness().path("position").asLong(-1);
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException wrong) {
      throw new CommandFailed("--position takes a number or `head`, got '" + text + "'", wrong);
    }
  }
}
