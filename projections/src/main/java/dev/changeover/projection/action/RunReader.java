package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.ActionOutcome;
import dev.changeover.event.ActionRef;
import dev.changeover.projection.Progress;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads runs of actions as of a position: one statement for the rows, and one for the events of
 * those that later facts have changed since.
 */
public final class RunReader {
  /** Runs of one type that are read on each side of the boundary. */
  public static final int MOST = 5_000;

  private static final String SIDE =
      """
      (select environment, type, id, began_at, last_begun_at, finished_at, outcome,
          component_versions, first_position, last_position from view.action
        where environment = ? and type = wanted.type and first_position <= ? and %s
        order by first_position desc limit ?)
      """;

  private static final String LATER = "first_position >= ?";

  /**
   * What anything happened to on the later side is read whenever it began: it may run, and fail, on
   * what came with the boundary. So is what has changed since the position, which may have begun at
   * another time by what was known there.
   */
  private static final String EARLIER =
      "first_position < ? and (began_at >= ? or last_position >= ?)";

  private static final String RUNS =
      """
      select distinct on (run.first_position, run.type, run.id) run.*
      from unnest(?::text[]) as wanted (type)
      cross join lateral (%s union all %s) run
      order by run.first_position, run.type, run.id
      """
          .formatted(SIDE.formatted(LATER), SIDE.formatted(EARLIER));

  private final JdbcTemplate jdbc;
  private final Progress progress;
  private final ActionReader actions;

  public RunReader(DataSource database) {
    this.jdbc = new JdbcTemplate(database);
    this.progress = new Progress(database, ActionProjector.NAME);
    this.actions = new ActionReader(database);
  }

  /**
   * The newest runs of these types on each side of a boundary in the log.
   *
   * @param since runs that began before it, and that nothing has happened to since the boundary,
   *     are left out
   * @param boundary the first position of the later side
   */
  public RunsKnown read(
      String environment, Collection<String> types, Instant since, long boundary, long position) {
    long known = Math.min(progress.position(), position);
    if (types.isEmpty()) {
      return new RunsKnown(known, List.of());
    }
    Timestamp from = Timestamp.from(since);
    List<Row> rows =
        jdbc.query(
            RUNS,
            (row, _) -> row(row),
            types.toArray(String[]::new),
            environment,
            position,
            boundary,
            MOST,
            environment,
            position,
            boundary,
            from,
            boundary,
            MOST);
    return new RunsKnown(known, asOf(environment, rows, position));
  }

  private List<ActionRun> asOf(String environment, List<Row> rows, long position) {
    List<ActionRef> changed =
        rows.stream()
            .filter(each -> each.lastPosition() > position)
            .map(each -> each.run().ref())
            .toList();
    Map<ActionRef, ActionRun> runs = new LinkedHashMap<>();
    rows.forEach(each -> runs.put(each.run().ref(), each.run()));
    if (!changed.isEmpty()) {
      actions
          .readAll(environment, changed, position)
          .forEach((ref, history) -> runs.put(ref, ActionRun.of(history)));
    }
    return new ArrayList<>(runs.values());
  }

  private static Row row(ResultSet row) throws SQLException {
    Optional<Instant> finished = instant(row, "finished_at");
    String outcome = row.getString("outcome");
    return new Row(
        new ActionRun(
            new ActionRef(row.getString("type"), row.getString("id")),
            instant(row, "began_at").orElseThrow(),
            instant(row, "last_begun_at"),
            finished.map(at -> new ActionRun.End(at, ActionOutcome.valueOf(outcome))),
            ActionRun.versions(texts(row.getArray("component_versions"))),
            row.getLong("first_position")),
        row.getLong("last_position"));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }

  private static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }

  private record Row(ActionRun run, long lastPosition) {}
}
