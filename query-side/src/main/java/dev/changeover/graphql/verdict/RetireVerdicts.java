package dev.changeover.graphql.verdict;

import dev.changeover.explain.Question;
import dev.changeover.explain.Verdict;
import dev.changeover.graphql.asof.Point;
import dev.changeover.graphql.retire.RetireSubjectInput;
import dev.changeover.graphql.retire.Retirements;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * RETIRE; the subject is {@code component@version}, or {@code -} with one of the options {@code
 * component} and {@code version}, {@code path}, {@code schema}, {@code flag}.
 */
@Component
class RetireVerdicts implements VerdictSource {
  private final Retirements retirements;

  RetireVerdicts(Retirements retirements) {
    this.retirements = retirements;
  }

  @Override
  public Question question() {
    return Question.RETIRE;
  }

  @Override
  public Set<String> options() {
    return Set.of("component", "version", "path", "schema", "flag");
  }

  @Override
  public Verdict judge(VerdictAddress address, Point point) {
    return retirements.judge(address.environment(), subject(address).retired(), point.asked());
  }

  private static RetireSubjectInput subject(VerdictAddress address) {
    int split = address.subject().lastIndexOf('@');
    return split > 0 && address.options().isEmpty()
        ? new RetireSubjectInput(
            address.subject().substring(0, split),
            address.subject().substring(split + 1),
            null,
            null,
            null)
        : new RetireSubjectInput(
            address.option("component"),
            address.option("version"),
            address.option("path"),
            address.option("schema"),
            address.option("flag"));
  }
}
