package dev.changeover.graphql.release;

import dev.changeover.explain.Asked;
import dev.changeover.explain.Verdict;
import dev.changeover.explain.proceed.CompletionHealth;
import dev.changeover.explain.proceed.ProceedJudgement;
import dev.changeover.explain.proceed.ProceedReader;
import dev.changeover.explain.rules.RuleBook;
import dev.changeover.projection.action.RunReader;
import dev.changeover.projection.environment.EnvironmentReader;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** Verdicts on next steps, and what they compare: a constant number of statements for each. */
@Component
public class Proceeds {
  private final ProceedReader reader;

  Proceeds(DataSource database, EnvironmentReader environments) {
    this.reader = new ProceedReader(environments, new RunReader(database)::read);
  }

  /** Whether the release may take its next step. */
  public Verdict judge(String environment, String release, Asked asked) {
    return ProceedJudgement.judge(reader.read(environment, release, asked), RuleBook::judge);
  }

  /** How actions complete on what the release changes, against what was there before. */
  List<CompletionHealth> completion(ReleaseNode node) {
    return reader.completion(node.id(), node.facts(), node.point().asked());
  }
}
