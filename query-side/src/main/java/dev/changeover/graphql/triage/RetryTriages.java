package dev.changeover.graphql.triage;

import dev.changeover.event.ActionRef;
import dev.changeover.explain.Answer;
import dev.changeover.explain.retry.RetryTriage;
import dev.changeover.explain.retry.RetryTriage.Lot;
import dev.changeover.explain.rules.RuleBook;
import dev.changeover.graphql.Cursor;
import dev.changeover.graphql.Page;
import dev.changeover.graphql.action.ActionFilter;
import dev.changeover.graphql.action.ActionName;
import dev.changeover.graphql.action.ActionNode;
import dev.changeover.graphql.action.Actions;
import dev.changeover.graphql.asof.Point;
import dev.changeover.graphql.verdict.ShownRule;
import dev.changeover.projection.action.ActionSearch;
import dev.changeover.projection.action.ActionSearch.Found;
import dev.changeover.projection.action.ActionState;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Triages of retries: a constant number of statements, however many actions are judged. */
@Component
class RetryTriages {
  private static final int MOST = 5_000;
  private static final String LIST = "triage";

  private final ActionSearch search;
  private final Actions actions;

  RetryTriages(DataSource database, Actions actions) {
    this.search = new ActionSearch(database);
    this.actions = actions;
  }

  Shown triage(ActionFilter filter, int limit, @Nullable String after, Point point) {
    int length = Page.length(limit, MOST);
    long before = after == null ? Long.MAX_VALUE : Cursor.numbers(LIST, 1, after).getFirst();
    List<Found> found = search.page(filter.searchOpen(), point.position(), before, length + 1);
    List<Found> within = found.size() > length ? found.subList(0, length) : found;
    List<ActionName> names =
        within.stream().map(each -> new ActionName(each.environment(), each.ref())).toList();
    List<ActionNode> nodes =
        actions.all(names, point).stream().filter(node -> isWanted(filter, node)).toList();
    RetryTriage triage =
        RetryTriage.of(nodes.stream().map(ActionNode::facts).toList(), RuleBook::judge);
    String next = found.size() > length ? Cursor.of(LIST, within.getLast().firstPosition()) : null;
    return new Shown(triage, nodes.size(), next);
  }

  private static boolean isWanted(ActionFilter filter, ActionNode node) {
    return filter.includes(node) && (filter.state() != null || stoppedShortOrWaits(node.state()));
  }

  private static boolean stoppedShortOrWaits(ActionState state) {
    return switch (state) {
      case COMPENSATING,
          AUTO_RETRY_SCHEDULED,
          WAITING_CALLBACK,
          IN_DOUBT,
          STRANDED,
          FAILED_DIRTY,
          FAILED_CLEAN,
          STALLED ->
          true;
      case COMPLETED, SUPERSEDED, COMPENSATED, RUNNING, QUEUED, UNOBSERVED -> false;
    };
  }

  /** The type {@code RetryTriage} of the schema. */
  record Shown(RetryTriage triage, int judged, @Nullable String next) {
    List<ShownGroup> safe() {
      return in(Lot.SAFE);
    }

    List<ShownGroup> needsLookup() {
      return in(Lot.NEEDS_LOOKUP);
    }

    List<ShownGroup> waiting() {
      return in(Lot.WAIT);
    }

    List<ShownGroup> never() {
      return in(Lot.NEVER);
    }

    private List<ShownGroup> in(Lot lot) {
      return triage.in(lot).stream().map(ShownGroup::of).toList();
    }
  }

  /** The type {@code TriageGroup} of the schema. */
  record ShownGroup(ShownRule rule, String actionType, int count, List<ShownMember> actions) {
    static ShownGroup of(RetryTriage.Group group) {
      return new ShownGroup(
          ShownRule.of(group.rule()),
          group.actionType(),
          group.count(),
          group.members().stream().map(ShownMember::of).toList());
    }
  }

  /** The type {@code TriagedAction} of the schema. */
  record ShownMember(String type, String id, Answer answer, @Nullable String from, String text) {
    static ShownMember of(RetryTriage.Member member) {
      ActionRef ref = member.action();
      return new ShownMember(ref.type(), ref.id(), member.answer(), member.from(), member.text());
    }
  }
}
