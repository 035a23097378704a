package dev.changeover.explain.cases;

import dev.changeover.explain.Question;
import dev.changeover.explain.Verdict;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every golden case gets its approved verdict, byte for byte. */
class GoldenCaseTest {
  private static final Map<Question, Function<GoldenCase, Verdict>> ANSWERING =
      Map.of(
          Question.RETRY, RetryCases::verdict,
          Question.ROLLBACK, RollbackCases::answer,
          Question.PROCEED, ProceedCases::answer,
          Question.RETIRE, RetireCases::answer);

  @TestFactory
  Stream<DynamicTest> every_case_gets_its_verdict() {
    return GoldenCase.all().stream()
        .map(each -> DynamicTest.dynamicTest(each.name(), () -> check(each)));
  }

  private static void check(GoldenCase golden) {
    Approved.check(golden, answer(golden));
  }

  /** What the family asked for answers. */
  static Verdict answer(GoldenCase golden) {
    Question question = Question.valueOf(golden.field("question").orElseThrow());
    Function<GoldenCase, Verdict> answering = ANSWERING.get(question);
    if (answering == null) {
      throw new IllegalStateException(
          golden.name() + " asks " + question + ", which nobody answers");
    }
    return answering.apply(golden);
  }
}
