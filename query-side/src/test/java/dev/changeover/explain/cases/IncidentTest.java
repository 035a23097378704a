package dev.changeover.explain.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.explain.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Public incidents, told as events, get the verdicts approved for each of their moments. */
class IncidentTest {
  private static final Path INCIDENTS = Path.of("src/test/resources/incidents");
  private static final Path PAGE = Path.of("../docs/incidents.md");

  @TestFactory
  Stream<DynamicTest> every_moment_gets_its_verdict() throws IOException {
    return moments().stream()
        .map(
            moment ->
                DynamicTest.dynamicTest(
                    moment.name(), () -> Approved.check(moment, GoldenCaseTest.answer(moment))));
  }

  @Test
  void the_page_quotes_the_answer_to_every_moment() throws IOException {
    String page = Files.readString(PAGE);
    for (GoldenCase moment : moments()) {
      Verdict verdict = GoldenCaseTest.answer(moment);
      assertThat(page)
          .as("the answer to %s", moment.name())
          .contains("**%s** %s".formatted(verdict.answer(), verdict.summary()));
    }
  }

  private static List<GoldenCase> moments() throws IOException {
    try (Stream<Path> directories = Files.find(INCIDENTS, 2, (file, _) -> isMoment(file))) {
      return directories.sorted().map(GoldenCase::moment).toList();
    }
  }

  private static boolean isMoment(Path directory) {
    return Files.exists(directory.resolve("question.json"));
  }
}
