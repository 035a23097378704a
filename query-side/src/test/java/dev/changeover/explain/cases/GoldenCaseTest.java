package dev.changeover.explain.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Finding.Blocks;
import dev.changeover.explain.Finding.Requires;
import dev.changeover.explain.Finding.Supports;
import dev.changeover.explain.Finding.Undetermined;
import dev.changeover.explain.Question;
import dev.changeover.explain.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Every golden case gets its approved verdict, byte for byte. */
class GoldenCaseTest {
  private static final Map<Question, Function<GoldenCase, Verdict>> ANSWERING =
      Map.of(
          Question.RETRY, RetryCases::verdict,
          Question.ROLLBACK, RollbackCases::answer,
          Question.PROCEED, ProceedCases::answer,
          Question.RETIRE, RetireCases::answer);

  @TestFactory
  Stream<DynamicTest> every_case_of_a_rule_gets_its_verdict() {
    return GoldenCase.all().stream()
        .collect(Collectors.groupingBy(GoldenCase::rule, TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> check(rule.getValue())));
  }

  @TestFactory
  Stream<DynamicTest> what_is_to_be_done_is_told_in_sentences() {
    return Stream.of(Question.values())
        .map(
            question ->
                DynamicTest.dynamicTest(
                    question.name(),
                    () ->
                        assertThat(
                                GoldenCase.all().stream()
                                    .filter(each -> each.asks() == question)
                                    .flatMap(each -> answer(each).findings().stream())
                                    .flatMap(each -> toDo(each).stream())
                                    .distinct())
                            .allMatch(each -> each.matches("(?s)[A-Z`].*[.]"))));
  }

  private static Optional<String> toDo(Finding finding) {
    return switch (finding) {
      case Supports _ -> Optional.empty();
      case Requires it -> Optional.of(it.remedy().text());
      case Blocks it -> Optional.of(it.remedy().text());
      case Undetermined it -> Optional.of(it.missing().howToGet());
    };
  }

  private static void check(List<GoldenCase> cases) {
    assertAll(cases.stream().map(each -> (Executable) () -> Approved.check(each, answer(each))));
  }

  /** What the family asked for answers. */
  static Verdict answer(GoldenCase golden) {
    Question question = golden.asks();
    Function<GoldenCase, Verdict> answering = ANSWERING.get(question);
    if (answering == null) {
      throw new IllegalStateException(
          golden.name() + " asks " + question + ", which nobody answers");
    }
    return answering.apply(golden);
  }
}
