package dev.changeover.explain.retire;

import dev.changeover.explain.Answer;
import dev.changeover.explain.Combining;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Judging;
import dev.changeover.explain.Question;
import dev.changeover.explain.Summary;
import dev.changeover.explain.Verdict;
import dev.changeover.explain.Verdict.WantedFact;
import dev.changeover.explain.environment.PolicyAdvice;
import java.util.List;

/** Answers whether something old may go now. */
public final class RetireJudgement {
  private RetireJudgement() {}

  /** The same facts, asked the same, give the same verdict, byte for byte. */
  public static Verdict judge(RetireFacts facts, Judging rules) {
    List<Finding> findings = rules.judge(Question.RETIRE, RetireSubjects.of(facts));
    List<WantedFact> missing = Combining.missing(findings);
    Answer answer = Combining.answer(findings);
    return new Verdict(
        Question.RETIRE,
        facts.question().environment(),
        facts.question().subject(),
        null,
        null,
        answer,
        Summary.of(
            answer,
            findings,
            "Nothing needs %s: each of the %d kinds of things that might is accounted for."
                .formatted(facts.question().retired().label(), Summary.subjects(findings))),
        findings,
        missing,
        Combining.nextObservation(missing).orElse(null),
        PolicyAdvice.after(List.of(), facts.environment().policy()),
        facts.asked(),
        facts.environment().policy().version(),
        RetireLink.of(facts.question(), facts.asked()));
  }
}
