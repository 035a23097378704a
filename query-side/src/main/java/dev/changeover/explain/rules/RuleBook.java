package dev.changeover.explain.rules;

import dev.changeover.explain.Combining;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Question;
import dev.changeover.explain.Rule;
import dev.changeover.explain.Subject;
import dev.changeover.explain.Unspoken;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All rules, listed by hand in the order of their ids, each question in turn. */
public final class RuleBook {
  private static final List<Rule<?>> RETRY = List.of(new NothingIsKnownOfIt(Question.RETRY));

  private static final List<Rule<?>> ROLLBACK = List.of(new NothingIsKnownOfIt(Question.ROLLBACK));

  private RuleBook() {}

  public static List<Rule<?>> rules() {
    return Stream.of(RETRY, ROLLBACK).flatMap(List::stream).toList();
  }

  /**
   * What the rules say of these subjects: every rule is put to every subject of its kind; a subject
   * that must be proved and that no rule speaks of gets the question's rule 00.
   *
   * @return in the order that {@link Combining#leadFirst} gives
   */
  public static List<Finding> judge(Question question, Collection<? extends Subject> subjects) {
    List<Finding> findings = new ArrayList<>();
    subjects.forEach(subject -> findings.addAll(judge(subject)));
    List<Finding> unspoken =
        subjects.stream()
            .filter(Subject::mustBeProved)
            .filter(subject -> !Combining.speaksFor(subject.name(), findings))
            .flatMap(subject -> judge(new Unspoken(question, subject)).stream())
            .toList();
    findings.addAll(unspoken);
    return Combining.leadFirst(findings);
  }

  private static List<Finding> judge(Subject subject) {
    return rules().stream().flatMap(rule -> judge(rule, subject).stream()).toList();
  }

  private static <S> Optional<Finding> judge(Rule<S> rule, Subject subject) {
    return rule.judges().isInstance(subject)
        ? rule.judge(rule.judges().cast(subject))
        : Optional.empty();
  }
}
