package dev.changeover.projection.environment;

import dev.changeover.projection.environment.EnvironmentRows.Current;
import dev.changeover.projection.environment.EnvironmentRows.End;
import dev.changeover.projection.environment.EnvironmentRows.Place;
import dev.changeover.projection.environment.EnvironmentRows.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one state becomes in a batch: the state as it was stored, and each change with its position.
 */
final class StateHistory {
  private final Place place;
  private final @Nullable Current stored;
  private final List<Held> held = new ArrayList<>();

  StateHistory(Place place, @Nullable Current stored) {
    this.place = place;
    this.stored = stored;
    if (stored != null) {
      held.add(new Held(stored.validFrom(), stored.state(), false));
    }
  }

  /**
   * Merges one fact. A fact that comes after later ones were folded, as a dead letter does when it
   * is tried again, changes the state that holds now.
   */
  void apply(long position, Change<?> change) {
    Held last = held.isEmpty() ? null : held.getLast();
    Object merged = change.mergeAny(last == null ? null : last.state);
    if (last == null || (position > last.from && !merged.equals(last.state))) {
      held.add(new Held(position, merged, true));
    } else if (!merged.equals(last.state)) {
      held.set(held.size() - 1, new Held(last.from, merged, true));
    }
  }

  /** The end of the stored row, where a change ended it. */
  Optional<End> end() {
    return stored == null || held.size() < 2
        ? Optional.empty()
        : Optional.of(new End(place, stored.validFrom(), held.get(1).from));
  }

  /** The rows that are new or changed. */
  List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < held.size(); i++) {
      Held each = held.get(i);
      if (each.changed) {
        Long to = i + 1 < held.size() ? held.get(i + 1).from : null;
        rows.add(new Row(place, each.from, to, each.state));
      }
    }
    return rows;
  }

  private record Held(long from, Object state, boolean changed) {}
}
