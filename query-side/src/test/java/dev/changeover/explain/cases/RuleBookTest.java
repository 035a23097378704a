package dev.changeover.explain.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.explain.Rule;
import dev.changeover.explain.rules.RuleBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The book is complete: every rule is in it, is explained, and has cases. */
class RuleBookTest {
  private static final Path RULES = Path.of("src/main/java/dev/changeover/explain/rules");

  @Test
  void every_rule_that_is_written_is_in_the_book() throws IOException {
    List<String> inTheBook =
        RuleBook.rules().stream().map(rule -> rule.getClass().getSimpleName()).distinct().toList();
    try (Stream<Path> files = Files.walk(RULES)) {
      List<String> written =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(RuleBookTest::isRule)
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .toList();
      assertThat(inTheBook).containsExactlyInAnyOrderElementsOf(written);
    }
  }

  @Test
  void rules_of_a_question_are_in_the_order_of_their_ids() {
    Stream.of("RETRY", "ROLLBACK", "PROCEED", "RETIRE")
        .forEach(
            question ->
                assertThat(
                        RuleBook.rules().stream()
                            .map(rule -> rule.id().text())
                            .filter(id -> id.startsWith(question)))
                    .isSorted());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void has_a_page(Rule<?> rule) {
    assertThat(Path.of("..").resolve(rule.id().page())).isNotEmptyFile();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void has_a_title_that_fits_on_a_line(Rule<?> rule) {
    assertThat(rule.title()).matches("[A-Z][^.]{9,94}[^.]");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void speaks_in_its_cases_but_for_those_named_not(Rule<?> rule) throws IOException {
    List<GoldenCase> cases =
        GoldenCase.all().stream().filter(each -> each.rule().equals(rule.id().text())).toList();
    List<String> speaksIn = new ArrayList<>();
    for (GoldenCase each : cases) {
      String verdict = Files.readString(each.directory().resolve("verdict.txt"));
      if (verdict.contains("\n" + rule.id() + " ")) {
        speaksIn.add(each.name());
      }
    }
    assertThat(speaksIn).as("cases in which %s speaks", rule.id()).isNotEmpty();
    assertThat(speaksIn).noneMatch(name -> name.contains("/not-"));
  }

  static Stream<Rule<?>> rules() {
    return RuleBook.rules().stream();
  }

  private static boolean isRule(Path file) {
    try {
      return Files.readString(file).contains("public record ");
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
