package dev.changeover.graphql.release;

import dev.changeover.explain.Asked;
import dev.changeover.explain.rollback.BlastEntry;
import dev.changeover.explain.rollback.RollbackAnswers;
import dev.changeover.graphql.Cursor;
import dev.changeover.graphql.Page;
import dev.changeover.projection.action.InFlightAction;
import dev.changeover.projection.action.InFlightReader;
import dev.changeover.projection.action.InFlightReader.Wanted;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Pages of what a rollback would break: first what is not an action, then for each component the
 * actions in flight on it, the oldest first.
 */
@Component
class BlastLists {
  private static final int LONGEST_PAGE = 500;
  private static final String LIST = "blast";

  private final Rollbacks rollbacks;
  private final InFlightReader actions;

  BlastLists(Rollbacks rollbacks, DataSource database) {
    this.rollbacks = rollbacks;
    this.actions = new InFlightReader(database);
  }

  /**
   * Where an entry is.
   *
   * @param part 0: what is not an action; from 1: the components in order
   * @param at its index in part 0, else the position of the first fact of the action
   */
  private record Place(int part, long at) {}

  private record Placed(Place place, BlastEntry entry) {}

  Page<BlastEntry> page(ReleaseNode node, @Nullable String to, int first, @Nullable String after) {
    int length = Page.length(first, LONGEST_PAGE);
    Asked asked = node.point().asked();
    String environment = node.facts().environment();
    RollbackAnswers answers = rollbacks.answers(environment, node.id(), to, asked);
    Place start = place(after);
    List<Placed> found = new ArrayList<>();
    if (start.part() == 0) {
      found.addAll(others(answers, start.at()));
    }
    List<Wanted> wanted = answers.actionsInTheWay();
    for (int part = Math.max(1, start.part());
        part <= wanted.size() && found.size() <= length;
        part++) {
      long from = part == start.part() ? start.at() : -1;
      int room = length + 1 - found.size();
      for (InFlightAction each :
          actions(environment, wanted.get(part - 1), asked.position(), from, room)) {
        found.add(new Placed(new Place(part, each.firstPosition()), answers.blast(each)));
      }
    }
    List<Placed> page = found.stream().limit(length).toList();
    return Page.of(
        page.stream().map(Placed::entry).toList(),
        page.stream().map(each -> Cursor.of(LIST, each.place().part(), each.place().at())).toList(),
        found.size() > length,
        after != null,
        null);
  }

  private static List<Placed> others(RollbackAnswers answers, long after) {
    List<BlastEntry> entries = answers.blast();
    List<Placed> placed = new ArrayList<>();
    for (int i = (int) Math.min(after + 1, entries.size()); i < entries.size(); i++) {
      placed.add(new Placed(new Place(0, i), entries.get(i)));
    }
    return placed;
  }

  /** Those of a component after a place, the oldest first, as they were at the position. */
  private List<InFlightAction> actions(
      String environment, Wanted wanted, long position, long after, int limit) {
    return actions.oldest(environment, List.of(wanted), position, after, limit).stream()
        .limit(limit)
        .toList();
  }

  private static Place place(@Nullable String cursor) {
    if (cursor == null) {
      return new Place(0, -1);
    }
    List<Long> numbers = Cursor.numbers(LIST, 2, cursor);
    return new Place((int) Math.clamp(numbers.getFirst(), 0L, 1_000_000L), numbers.getLast());
  }
}
