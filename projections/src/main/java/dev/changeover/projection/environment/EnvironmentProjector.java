package dev.changeover.projection.environment;

import dev.changeover.event.Recorded;
import dev.changeover.projection.Progress;
import dev.changeover.projection.Projector;
import dev.changeover.projection.Tables;
import dev.changeover.projection.environment.EnvironmentRows.Current;
import dev.changeover.projection.environment.EnvironmentRows.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Keeps the states of environments, with the positions in which each held. A batch costs four
 * statements, whatever its size. Facts may be given again, or late after a failure: a state is a
 * join, so nothing is counted twice and nothing is lost.
 */
public final class EnvironmentProjector implements Projector {
  /** Name of the read model. */
  public static final String NAME = "environment";

  private final DataSource database;
  private final EnvironmentRows rows;
  private final Progress progress;

  /** Keeps what everybody reads. */
  public EnvironmentProjector(DataSource database) {
    this(database, Tables.LIVE);
  }

  private EnvironmentProjector(DataSource database, Tables tables) {
    this.database = database;
    this.rows = new EnvironmentRows(database, tables);
    this.progress = new Progress(database, tables, NAME);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int version() {
    return 17;
  }

  @Override
  public void project(List<Recorded<?>> batch) {
    if (batch.isEmpty()) {
      return;
    }
    progress.advance(batch.getFirst().position(), batch.getLast().position());
    List<PlacedChange> changes = changes(batch);
    Map<Place, StateHistory> histories = histories(changes);
    for (PlacedChange change : changes) {
      change.applyTo(histories);
    }
    rows.end(histories.values().stream().flatMap(history -> history.end().stream()).toList());
    rows.write(histories.values().stream().flatMap(history -> history.rows().stream()).toList());
  }

  @Override
  public List<String> tables() {
    return List.of("environment_fact");
  }

  @Override
  public Projector into(Tables tables) {
    return new EnvironmentProjector(database, tables);
  }

  @Override
  public void reset() {
    rows.empty();
    progress.reset();
  }

  @Override
  public String digest() {
    return rows.digest();
  }

  private static List<PlacedChange> changes(List<Recorded<?>> batch) {
    List<PlacedChange> placed = new ArrayList<>();
    for (Recorded<?> fact : batch) {
      String where = EnvironmentFold.placeOf(fact);
      if (where != null) {
        for (Change<?> change : EnvironmentFold.changes(where, fact)) {
          placed.add(new PlacedChange(place(where, change), fact.position(), change));
        }
      }
    }
    return placed;
  }

  private static Place place(String environment, Change<?> change) {
    return new Place(environment, change.to().kind().name(), change.to().text());
  }

  private Map<Place, StateHistory> histories(List<PlacedChange> changes) {
    Map<Place, Current> known = new HashMap<>();
    List<Place> places = changes.stream().map(PlacedChange::place).distinct().toList();
    rows.current(places).forEach(current -> known.put(current.place(), current));
    Map<Place, StateHistory> histories = new LinkedHashMap<>();
    places.forEach(place -> histories.put(place, new StateHistory(place, known.get(place))));
    return histories;
  }

  private record PlacedChange(Place place, long position, Change<?> change) {
    void applyTo(Map<Place, StateHistory> histories) {
      StateHistory history = histories.get(place);
      if (history != null) {
        history.apply(position, change);
      }
    }
  }
}
