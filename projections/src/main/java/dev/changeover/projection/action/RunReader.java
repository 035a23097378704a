package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.ActionOutcome;
import dev.changeover.event.ActionRef;
import dev.changeover.event.Recorded;
import dev.changeover.projection.Progress;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads runs of actions as of a position: the newest of each type on each side of the boundary one
 * by one, and where there are more, the older ones counted by what they have in common. None is
 * left out. Those that later facts have changed are read from their events.
 */
public final class RunReader {
  /** Runs of one type that are read one by one on each side of the boundary. */
  private static final int MOST = 5_000;

  private static final String SIDE =
      """
      (select type, id, began_at, last_begun_at, finished_at, outcome, component_versions,
          first_position, last_position from view.action
        where environment = ? and type = wanted.type and first_position <= ?
          and first_position %s ?
        order by first_position desc limit ?)
      """;

  /** By first positions alone, which no later fact changes: the same ones whenever it is asked. */
  private static final String NEWEST =
      """
      select run.*
      from unnest(?::text[]) as wanted (type)
      cross join lateral (%s union all %s) run
      order by run.first_position desc, run.type, run.id
      """
          .formatted(SIDE.formatted(">="), SIDE.formatted("<"));

  private final JdbcTemplate jdbc;
  private final Progress progress;
  private final ActionReader actions;
  private final int most;

  public RunReader(DataSource database) {
    this(database, MOST);
  }

  /**
   * Reads fewer, or more, one by one.
   *
   * @param most runs of one type on each side of the boundary
   */
  public RunReader(DataSource database, int most) {
    this.jdbc = new JdbcTemplate(database);
    this.progress = new Progress(database, ActionProjector.NAME);
    this.actions = new ActionReader(database);
    this.most = most;
  }

  /**
   * Which runs are asked for.
   *
   * @param since runs that began before it, and that nothing has happened to since the boundary,
   *     are left out. What anything has happened to is read whenever it began: it may run, and
   *     fail, on what came with the boundary
   * @param boundary the first position of the later side
   * @param moments runs that began or ended on two sides of one of them are told apart
   */
  public record Wanted(
      Collection<String> types, Instant since, long boundary, NavigableSet<Instant> moments) {
    private boolean includes(ActionRun run, long lastPosition) {
      return lastPosition >= boundary || !run.beganAt().isBefore(since);
    }
  }

  /** All that are wanted, as of a position. */
  public RunsKnown read(String environment, Wanted wanted, long position) {
    long known = Math.min(progress.position(), position);
    if (wanted.types().isEmpty()) {
      return new RunsKnown(known, List.of());
    }
    List<Row> newest = newest(environment, wanted, position);
    List<RunsAlike> runs = new ArrayList<>();
    newest.stream()
        .filter(each -> each.lastPosition() <= position)
        .filter(each -> wanted.includes(each.run(), each.lastPosition()))
        .forEach(each -> runs.add(RunsAlike.of(each.run())));
    List<ActionRef> changed =
        newest.stream()
            .filter(each -> each.lastPosition() > position)
            .map(each -> each.run().ref())
            .toList();
    then(environment, changed, wanted, position).forEach(each -> runs.add(RunsAlike.of(each)));
    RunsBehindReader behind = new RunsBehindReader(jdbc, environment, wanted, position);
    RunsBehindReader.Found rest = behind.read(oldest(newest, wanted));
    runs.addAll(rest.unchanged());
    then(environment, rest.changed(), wanted, position)
        .forEach(each -> runs.add(RunsAlike.of(each).untimed()));
    return new RunsKnown(known, runs);
  }

  private List<Row> newest(String environment, Wanted wanted, long position) {
    return jdbc.query(
        NEWEST,
        (row, _) -> row(row),
        wanted.types().toArray(String[]::new),
        environment,
        position,
        wanted.boundary(),
        most,
        environment,
        position,
        wanted.boundary(),
        most);
  }

  /** Where what was read one by one begins, for each type and side of which there may be more. */
  private List<RunsBehindReader.Oldest> oldest(List<Row> newest, Wanted wanted) {
    Map<String, List<Long>> later = new TreeMap<>();
    Map<String, List<Long>> earlier = new TreeMap<>();
    for (Row each : newest) {
      long first = each.run().firstPosition();
      (first >= wanted.boundary() ? later : earlier)
          .computeIfAbsent(each.run().ref().type(), _ -> new ArrayList<>())
          .add(first);
    }
    return wanted.types().stream()
        .map(type -> new RunsBehindReader.Oldest(type, oldest(later, type), oldest(earlier, type)))
        .filter(RunsBehindReader.Oldest::leavesSome)
        .toList();
  }

  private Optional<Long> oldest(Map<String, List<Long>> newestFirst, String type) {
    List<Long> positions = newestFirst.getOrDefault(type, List.of());
    return positions.size() < most ? Optional.empty() : Optional.of(positions.getLast());
  }

  /** These as they were at the position, where they are wanted. */
  private List<ActionRun> then(
      String environment, Collection<ActionRef> refs, Wanted wanted, long position) {
    List<ActionRun> runs = new ArrayList<>();
    for (ActionHistory history : actions.readAll(environment, refs, position).values()) {
      ActionRun run = ActionRun.of(history);
      long last = history.facts().stream().mapToLong(Recorded::position).max().orElse(-1);
      if (wanted.includes(run, last)) {
        runs.add(run);
      }
    }
    return runs;
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

  static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }

  static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }

  private record Row(ActionRun run, long lastPosition) {}
}
