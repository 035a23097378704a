package dev.changeover.graphql.verdict;

import dev.changeover.explain.Question;
import dev.changeover.explain.Verdict;
import dev.changeover.graphql.asof.Point;
import dev.changeover.graphql.release.Proceeds;
import java.util.Set;
import org.springframework.stereotype.Component;

/** PROCEED; it takes no options. */
@Component
class ProceedVerdicts implements VerdictSource {
  private final Proceeds proceeds;

  ProceedVerdicts(Proceeds proceeds) {
    this.proceeds = proceeds;
  }

  @Override
  public Question question() {
    return Question.PROCEED;
  }

  @Override
  public Set<String> options() {
    return Set.of();
  }

  @Override
  public Verdict judge(VerdictAddress address, Point point) {
    return proceeds.judge(address.environment(), address.subject(), point.asked());
  }
}
