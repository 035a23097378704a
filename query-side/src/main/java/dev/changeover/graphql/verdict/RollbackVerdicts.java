package dev.changeover.graphql.verdict;

import dev.changeover.explain.Question;
import dev.changeover.explain.Verdict;
import dev.changeover.graphql.asof.Point;
import dev.changeover.graphql.release.Rollbacks;
import java.util.Set;
import org.springframework.stereotype.Component;

/** ROLLBACK; options {@code to} and {@code component}. */
@Component
class RollbackVerdicts implements VerdictSource {
  private final Rollbacks rollbacks;

  RollbackVerdicts(Rollbacks rollbacks) {
    this.rollbacks = rollbacks;
  }

  @Override
  public Question question() {
    return Question.ROLLBACK;
  }

  @Override
  public Set<String> options() {
    return Set.of("to", "component");
  }

  @Override
  public Verdict judge(VerdictAddress address, Point point) {
    return rollbacks.judge(
        address.environment(),
        address.subject(),
        address.option("to"),
        address.option("component"),
        point.asked());
  }
}
