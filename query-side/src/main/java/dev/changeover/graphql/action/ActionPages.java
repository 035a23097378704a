package dev.changeover.graphql.action;

import dev.changeover.graphql.Cursor;
import dev.changeover.graphql.Page;
import dev.changeover.graphql.Refusal;
import dev.changeover.graphql.asof.Point;
import dev.changeover.projection.action.ActionSearch;
import dev.changeover.projection.action.ActionSearch.Filter;
import dev.changeover.projection.action.ActionSearch.Found;
import dev.changeover.reach.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Pages of actions, newest first by the first that was recorded of them. States and releases are
 * derived, not stored: a page that asks for them looks through a bounded number of actions and may
 * be shorter than what was asked for although more follow.
 */
@Component
class ActionPages {
  private static final int LONGEST_PAGE = 100;
  private static final int LOOKED_THROUGH = 500;
  private static final String LIST = "actions";

  private final ActionSearch search;
  private final Actions actions;

  ActionPages(DataSource database, Actions actions) {
    this.search = new ActionSearch(database);
    this.actions = actions;
  }

  Page<ActionNode> page(ActionFilter filter, int first, @Nullable String after, Point point) {
    int length = Page.length(first, LONGEST_PAGE);
    long before = after == null ? Long.MAX_VALUE : Cursor.numbers(LIST, 1, after).getFirst();
    int looked = filter.looksFurther() ? LOOKED_THROUGH : length;
    List<Found> found = search.page(bound(filter), point.position(), before, looked + 1);
    boolean more = found.size() > looked;
    List<Found> within = more ? found.subList(0, looked) : found;
    return page(filter, within, length, more, after != null, point);
  }

  private Page<ActionNode> page(
      ActionFilter filter,
      List<Found> found,
      int length,
      boolean more,
      boolean continued,
      Point point) {
    List<ActionName> names =
        found.stream().map(each -> new ActionName(each.environment(), each.ref())).toList();
    List<ActionNode> nodes = actions.all(names, point);
    List<ActionNode> chosen = new ArrayList<>();
    List<String> cursors = new ArrayList<>();
    boolean full = false;
    for (int i = 0; i < nodes.size() && !full; i++) {
      if (filter.includes(nodes.get(i))) {
        full = chosen.size() == length;
        if (!full) {
          chosen.add(nodes.get(i));
          cursors.add(Cursor.of(LIST, found.get(i).firstPosition()));
        }
      }
    }
    String end = full || found.isEmpty() ? null : Cursor.of(LIST, found.getLast().firstPosition());
    return Page.of(chosen, cursors, full || more, continued, end);
  }

  /** A caller who reaches one environment is asked about that one. */
  private static Filter bound(ActionFilter filter) {
    Filter search = filter.search();
    Reach reach = Reach.ofCaller();
    if (search.environment().isPresent()) {
      Refusal.unlessReached(search.environment().get());
      return search;
    }
    if (reach.environments().isEmpty()) {
      return search;
    }
    if (reach.environments().size() > 1) {
      throw new Refusal(
          Refusal.Code.ENVIRONMENT_AMBIGUOUS,
          "this token reaches %s; name one of them"
              .formatted(reach.environments().stream().sorted().toList()));
    }
    return new Filter(
        Optional.of(reach.environments().iterator().next()),
        search.type(),
        search.component(),
        search.version(),
        search.key(),
        search.since(),
        search.openOnly());
  }
}
