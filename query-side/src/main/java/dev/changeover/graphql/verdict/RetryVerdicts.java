package dev.changeover.graphql.verdict;

import dev.changeover.event.ActionRef;
import dev.changeover.explain.Question;
import dev.changeover.explain.Verdict;
import dev.changeover.graphql.Refusal;
import dev.changeover.graphql.Refusal.Code;
import dev.changeover.graphql.action.Actions;
import dev.changeover.graphql.asof.Point;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/** RETRY; option {@code from}: the step to start at. */
@Component
class RetryVerdicts implements VerdictSource {
  private final Actions actions;

  RetryVerdicts(Actions actions) {
    this.actions = actions;
  }

  @Override
  public Question question() {
    return Question.RETRY;
  }

  @Override
  public Set<String> options() {
    return Set.of("from");
  }

  @Override
  public Verdict judge(VerdictAddress address, Point point) {
    ActionRef ref = named(address.subject());
    return actions
        .find(address.environment(), ref, point)
        .map(node -> node.retry(address.option("from")))
        .orElseThrow(
            () ->
                new Refusal(
                    Code.NOT_FOUND,
                    "no fact up to there tells of %s in %s".formatted(ref, address.environment())));
  }

  private static ActionRef named(String subject) {
    try {
      return ActionRef.parse(subject);
    } catch (IllegalArgumentException wrong) {
      throw new Refusal(Code.SUBJECT_UNCLEAR, Objects.toString(wrong.getMessage()));
    }
  }
}
