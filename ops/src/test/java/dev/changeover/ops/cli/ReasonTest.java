package dev.changeover.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ReasonTest {
  private static final Path CASES = Path.of("../query-side/src/test/resources/cases");
  private static final Pattern OTHERS =
      Pattern.compile("\\) (?:And )?(One|\\d+) more(?: reason| of |: )");

  @Test
  void stands_below_the_summary_as_often_as_the_summary_counts() throws IOException {
    List<Path> verdicts;
    try (Stream<Path> files = Files.walk(CASES)) {
      verdicts = files.filter(each -> each.endsWith("verdict.json")).sorted().toList();
    }
    assertThat(verdicts).isNotEmpty();
    for (Path file : verdicts) {
      JsonNode verdict = asSent(JsonMapper.shared().readTree(Files.readString(file)));
      String answer = verdict.path("answer").asString();
      assertThat(counted(verdict.path("summary").asString()))
          .as("other reasons of %s", file)
          .isEqualTo(answer.equals("SAFE") ? 0 : others(answer, verdict));
    }
  }

  private static long others(String answer, JsonNode verdict) {
    return Reason.of(verdict).stream().filter(each -> each.answers().equals(answer)).count() - 1;
  }

  private static long counted(String summary) {
    Matcher others = OTHERS.matcher(summary);
    if (!others.find()) {
      return 0;
    }
    return others.group(1).equals("One") ? 1 : Long.parseLong(others.group(1));
  }

  /** In the form of the schema, which names kinds and rules otherwise than permalinks do. */
  private static JsonNode asSent(JsonNode verdict) {
    for (JsonNode finding : verdict.path("findings")) {
      ObjectNode sent = (ObjectNode) finding;
      sent.put("__typename", finding.path("kind").asString());
      sent.putObject("rule").put("id", finding.path("rule").path("text").asString());
    }
    return verdict;
  }
}
