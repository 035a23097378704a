package dev.changeover.graphql.release;

import dev.changeover.event.ActionRef;
import dev.changeover.event.ComponentVersion;
import dev.changeover.explain.Asked;
import dev.changeover.explain.Verdict;
import dev.changeover.explain.rollback.ActionsForRollback;
import dev.changeover.explain.rollback.ActionsKnown;
import dev.changeover.explain.rollback.RollbackJudgement;
import dev.changeover.explain.rollback.RollbackQuestion;
import dev.changeover.explain.rollback.RollbackReader;
import dev.changeover.explain.rules.RuleBook;
import dev.changeover.projection.action.Action;
import dev.changeover.projection.action.ActionReader;
import dev.changeover.projection.action.ActionSearch;
import dev.changeover.projection.environment.EnvironmentReader;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Verdicts on rollbacks: a constant number of statements for each. */
@Component
public class Rollbacks {
  private final RollbackReader reader;

  Rollbacks(DataSource database) {
    this.reader =
        new RollbackReader(
            new EnvironmentReader(database),
            new OpenActions(new ActionSearch(database), new ActionReader(database)));
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
    var question =
        new RollbackQuestion(
            environment,
            Optional.of(release),
            Optional.ofNullable(to),
            Optional.ofNullable(component));
    return RollbackJudgement.judge(reader.read(question, asked), RuleBook::judge);
  }

  /** Finds the actions by the rows and reads them from the log. */
  private record OpenActions(ActionSearch search, ActionReader reader)
      implements ActionsForRollback {

    /** More open actions than this are not looked through; the verdict says that it is blind. */
    private static final int MOST = 10_000;

    /** Enough to see which steps a version has. */
    private static final int SAMPLE = 200;

    @Override
    public ActionsKnown read(String environment, Map<String, String> targets, long position) {
      List<ActionRef> open = search.openTouching(environment, targets.keySet(), position, MOST + 1);
      List<ComponentVersion> versions =
          targets.entrySet().stream()
              .map(each -> new ComponentVersion(each.getKey(), each.getValue()))
              .toList();
      Set<ActionRef> wanted = new LinkedHashSet<>(open);
      wanted.addAll(search.latestOn(environment, versions, position, SAMPLE));
      List<Action> actions =
          reader.readAll(environment, wanted, position).values().stream()
              .map(history -> history.action(Optional.empty()))
              .toList();
      long known = Math.min(search.head(), position);
      return new ActionsKnown(open.size() > MOST ? -1 : known, actions);
    }
  }
}
