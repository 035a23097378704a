package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.ActionRef;
import dev.changeover.event.Recorded;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/**
 * How an action ended, or that it has not.
 *
 * @param outcome as {@code action.finished} tells it; the empty text: it is in flight
 * @param versions what touched it, as {@code component@version}
 * @param beganAt when its earliest fact took effect, whenever that came in
 * @param firstPosition position of its first fact
 */
public record RecentRun(
    ActionRef ref,
    String outcome,
    SortedSet<String> versions,
    Instant beganAt,
    long firstPosition) {

  /** The newest first. */
  public static final Comparator<RecentRun> NEWEST_FIRST =
      Comparator.comparingLong(RecentRun::firstPosition).reversed();

  /** All actions that these facts tell of, the newest first. */
  public static List<RecentRun> of(Collection<? extends Recorded<?>> facts) {
    Map<ActionRef, ActionRow> rows = new HashMap<>();
    for (Recorded<?> fact : facts) {
      if (fact.event() instanceof OfAction event) {
        rows.merge(event.action(), ActionRow.of(fact, event), ActionRow::merge);
      }
    }
    return rows.values().stream().map(RecentRun::of).sorted(NEWEST_FIRST).toList();
  }

  private static RecentRun of(ActionRow row) {
    return new RecentRun(
        row.ref(),
        row.open() ? "" : row.end().map(ActionRow.End::outcome).orElse(""),
        row.componentVersions(),
        row.beganAt(),
        row.firstPosition());
  }

  /** Names of what may have touched it, each once; a name may itself hold an {@code @}. */
  public Set<String> components() {
    Set<String> names = new HashSet<>();
    for (String each : versions) {
      for (int at = each.indexOf('@'); at >= 0; at = each.indexOf('@', at + 1)) {
        names.add(each.substring(0, at));
      }
    }
    return names;
  }

  /** Whether it ended, and not because somebody called it off. */
  public boolean isJudged() {
    return !outcome.isEmpty() && !outcome.equals("CANCELLED");
  }

  /** Whether it ended otherwise than well. */
  public boolean failed() {
    return isJudged() && !outcome.equals("COMPLETED");
  }
}
