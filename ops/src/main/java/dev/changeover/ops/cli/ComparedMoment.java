package dev.changeover.ops.cli;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The moment a verdict is asked about, and an earlier one that it may be compared with. */
final class ComparedMoment extends Moment {
  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Also tell what has changed since this moment (RFC 3339), or since HH:MM today in UTC")
  private @Nullable String since;

  /**
   * The variables {@code asOf}, and where a comparison is asked for {@code since} and {@code
   * compared}. With {@code --position} the same knowledge is judged at both moments.
   */
  @Override
  Map<String, Object> variables(Server server) {
    Map<String, Object> asOf = asOf(server);
    Map<String, Object> variables = new HashMap<>();
    variables.put("asOf", asOf);
    if (since != null) {
      Map<String, Object> earlier = new HashMap<>();
      earlier.put("instant", instant(since));
      if (asOf.containsKey("position")) {
        earlier.put("position", asOf.get("position"));
      }
      variables.put("since", earlier);
      variables.put("compared", true);
    }
    return variables;
  }
}
