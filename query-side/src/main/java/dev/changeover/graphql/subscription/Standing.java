package dev.changeover.graphql.subscription;

import dev.changeover.explain.Answer;
import dev.changeover.explain.Verdict;
import java.util.List;

/**
 * What a client would call a change: other facts, another state, another verdict.
 *
 * @param facts of the thing itself, or what stands for them
 * @param reasons rule, subject and contribution of each finding
 */
record Standing(Object facts, String state, Answer answer, List<String> reasons) {

  static Standing of(Object facts, String state, Verdict verdict) {
    return new Standing(
        facts,
        state,
        verdict.answer(),
        verdict.findings().stream()
            .map(each -> each.rule().text() + " " + each.subject() + " " + each.contributes())
            .toList());
  }
}
