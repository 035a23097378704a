package dev.changeover.graphql.release;

import dev.changeover.explain.Asked;
import dev.changeover.explain.Verdict;
import dev.changeover.explain.rollback.RollbackAnswers;
import dev.changeover.explain.rollback.RollbackFacts;
import dev.changeover.explain.rollback.RollbackJudgement;
import dev.changeover.explain.rollback.RollbackQuestion;
import dev.changeover.explain.rollback.RollbackReader;
import dev.changeover.explain.rules.RuleBook;
import dev.changeover.projection.environment.EnvironmentReader;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Verdicts on rollbacks: a constant number of statements for each. */
@Component
public class Rollbacks {
  private final RollbackReader reader;

  Rollbacks(DataSource database, EnvironmentReader environments) {
    this.reader = new RollbackReader(environments, new CountedActions(database));
  }

  /**
   * Whether the release may go back.
   *
   * @param to null: what the plan names
   * @param component null: all that the target names
   */
  public Verdict judge(
      String environment,
      String release,
      @Nullable String to,
      @Nullable String component,
      Asked asked) {
    return RollbackJudgement.judge(
        read(environment, release, to, component, asked), RuleBook::judge);
  }

  /** What else follows from the facts about going back to an earlier release, or as planned. */
  RollbackAnswers answers(String environment, String release, @Nullable String to, Asked asked) {
    return new RollbackAnswers(read(environment, release, to, null, asked));
  }

  private RollbackFacts read(
      String environment,
      String release,
      @Nullable String to,
      @Nullable String component,
      Asked asked) {
    return reader.read(
        new RollbackQuestion(
            environment,
            Optional.of(release),
            Optional.ofNullable(to),
            Optional.ofNullable(component)),
        asked);
  }
}
