package dev.changeover.explain.retry;

import dev.changeover.explain.Answer;
import dev.changeover.explain.Combining;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Finding.Blocks;
import dev.changeover.explain.Finding.Requires;
import dev.changeover.explain.Finding.Supports;
import dev.changeover.explain.Finding.Undetermined;
import dev.changeover.explain.Judging;
import dev.changeover.explain.Permalink;
import dev.changeover.explain.Question;
import dev.changeover.explain.Summary;
import dev.changeover.explain.Verdict;
import dev.changeover.explain.Verdict.WantedFact;
import dev.changeover.explain.environment.PolicyAdvice;
import dev.changeover.projection.action.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges whether an action may run again. Pure: the same facts give the same verdict. */
public final class RetryJudgement {

  private RetryJudgement() {}

  /** The verdict. */
  public static Verdict judge(RetryFacts facts, Judging rules) {
    Resumption resumption = resumption(facts);
    List<Finding> findings = findings(facts, resumption, rules);
    Answer answer = Combining.answer(findings);
    List<WantedFact> missing = Combining.missing(findings);
    return new Verdict(
        Question.RETRY,
        facts.action().environment(),
        facts.ref().toString(),
        null,
        resumption.from().orElse(null),
        answer,
        summary(answer, findings, resumption.from()),
        findings,
        missing,
        Combining.nextObservation(missing).orElse(null),
        PolicyAdvice.after(advice(facts, resumption, answer, rules), facts.policy()),
        facts.asked(),
        facts.policy().version(),
        Permalink.of(
            Question.RETRY,
            facts.action().environment(),
            facts.ref().toString(),
            facts.asked(),
            "from",
            facts.fromStep().orElse(null)));
  }

  /** Where it would start; nowhere where nothing is left to run. */
  static Resumption resumption(RetryFacts facts) {
    return RetrySubjects.isOver(facts)
        ? new Resumption(Optional.empty(), Set.of())
        : Resumption.of(facts);
  }

  static List<Finding> findings(RetryFacts facts, Resumption resumption, Judging rules) {
    return rules.judge(Question.RETRY, new RetrySubjects(facts, resumption).all());
  }

  private static String summary(Answer answer, List<Finding> findings, Optional<String> from) {
    String reason =
        findings.isEmpty()
            ? "Nothing is known."
            : sentence(findings.getFirst(), from) + " (" + findings.getFirst().rule() + ")";
    int others = Summary.others(answer, findings).size();
    return answer == Answer.SAFE || others == 0
        ? reason
        : reason
            + (others == 1
                ? " One more reason is listed."
                : " " + others + " more reasons are listed.");
  }

  /** What to do in the face of a finding. */
  static String sentence(Finding lead, Optional<String> from) {
    return switch (lead) {
      case Supports supports ->
          "Retry%s. %s"
              .formatted(
                  from.map(step -> " from step `" + step + "`").orElse(""), supports.message());
      case Requires requires -> requires.remedy().text();
      case Blocks blocks -> "Do not retry. " + blocks.message() + " " + blocks.remedy().text();
      case Undetermined unknown -> unknown.message() + " " + unknown.missing().howToGet();
    };
  }

  /** Says so where starting over would be judged otherwise. */
  private static List<String> advice(
      RetryFacts facts, Resumption resumption, Answer answer, Judging rules) {
    List<String> advice = new ArrayList<>();
    Optional<String> first = facts.at().forwardSteps().stream().map(Step::name).findFirst();
    if (facts.fromStep().isEmpty()
        && resumption.from().isPresent()
        && first.isPresent()
        && !first.equals(resumption.from())) {
      RetryFacts over = facts.from(first.get());
      List<Finding> findings = findings(over, Resumption.of(over), rules);
      Answer other = Combining.answer(findings);
      if (other != answer) {
        advice.add(
            "Starting over from step `%s` would be %s (%s)."
                .formatted(first.get(), other, findings.getFirst().rule()));
      }
    }
    if (resumption.from().isEmpty()
        && facts.fromStep().isEmpty()
        && facts.action().finished().isEmpty()
        && !RetrySubjects.isOver(facts)
        && first.isPresent()) {
      advice.add("Every step that is known succeeded; only the word of the end is missing.");
    }
    return advice;
  }
}
