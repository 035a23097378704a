package dev.changeover.graphql.retire;

import dev.changeover.event.ActionRef;
import dev.changeover.event.ComponentVersion;
import dev.changeover.explain.Asked;
import dev.changeover.explain.Verdict;
import dev.changeover.explain.retire.ActionsForRetire;
import dev.changeover.explain.retire.ActionsOfVersion;
import dev.changeover.explain.retire.RetireJudgement;
import dev.changeover.explain.retire.RetireQuestion;
import dev.changeover.explain.retire.RetireReader;
import dev.changeover.explain.retire.Retired;
import dev.changeover.explain.rules.RuleBook;
import dev.changeover.projection.action.Action;
import dev.changeover.projection.action.ActionReader;
import dev.changeover.projection.action.ActionSearch;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.EnvironmentReader;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** Verdicts on retiring something: a constant number of statements for each. */
@Component
public class Retirements {
  private final RetireReader reader;

  Retirements(DataSource database) {
    this.reader =
        new RetireReader(
            new EnvironmentReader(database),
            new RowsOfActions(new ActionSearch(database), new ActionReader(database)));
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

  /** Finds the actions by the rows and reads them from the log. */
  private record RowsOfActions(ActionSearch search, ActionReader reader)
      implements ActionsForRetire {

    /** More actions than this are not looked through; the verdict says that it is blind. */
    private static final int MOST = 10_000;

    @Override
    public ActionsOfVersion read(
        String environment,
        ComponentVersion version,
        Instant endedSince,
        Instant begunSince,
        long position) {
      List<ActionRef> open =
          search.openTouching(environment, Set.of(version.component()), position, MOST + 1);
      List<ActionRef> others =
          search.touchedAgain(environment, version, endedSince, begunSince, position, MOST + 1);
      Set<ActionRef> wanted = new LinkedHashSet<>(open);
      wanted.addAll(others);
      List<Action> actions =
          reader.readAll(environment, wanted, position).values().stream()
              .map(history -> history.action(Optional.empty()))
              .toList();
      boolean all = open.size() <= MOST && others.size() <= MOST;
      return new ActionsOfVersion(all ? Math.min(search.head(), position) : -1, actions);
    }
  }
}
