package dev.changeover.explain.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AssumptionTest {
  private static final Path PAGE = Path.of("..", "docs", "verdict-quality.md");
  private static final String HEAD = "| Assumption | |";

  @Test
  void the_page_names_each_with_its_sentence_and_no_other() throws IOException {
    List<String> table =
        Files.readAllLines(PAGE).stream()
            .dropWhile(line -> !line.equals(HEAD))
            .takeWhile(line -> line.startsWith("|"))
            .skip(2)
            .toList();

    assertThat(table)
        .containsExactlyElementsOf(
            Stream.of(Assumption.values())
                .map(each -> "| %s | %s |".formatted(each, each.sentence()))
                .toList());
  }
}
