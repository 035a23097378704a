package dev.changeover.graphql.retire;

import dev.changeover.explain.Asked;
import dev.changeover.explain.Verdict;
import dev.changeover.explain.retire.RetireJudgement;
import dev.changeover.explain.retire.RetireQuestion;
import dev.changeover.explain.retire.RetireReader;
import dev.changeover.explain.retire.Retired;
import dev.changeover.explain.rules.RuleBook;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.EnvironmentReader;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** Verdicts on retiring something: a constant number of statements for each. */
@Component
public class Retirements {
  private final RetireReader reader;

  Retirements(DataSource database, EnvironmentReader environments) {
    this.reader = new RetireReader(environments, new RowsOfActions(database));
  }

  /** Whether it may go. */
  public Verdict judge(String environment, Retired retired, Asked asked) {
    return RetireJudgement.judge(
        reader.read(new RetireQuestion(environment, retired), asked), RuleBook::judge);
  }

  /** The same of an environment that has been read; of what is no version, without a statement. */
  public Verdict judge(EnvironmentFacts environment, Retired retired, Asked asked) {
    return RetireJudgement.judge(
        reader.read(new RetireQuestion(environment.environment(), retired), environment, asked),
        RuleBook::judge);
  }
}
