package dev.changeover.projection.action;

import dev.changeover.event.ActionRef;
import dev.changeover.event.Recorded;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads how the newest actions before and after a position ended, as of another position. */
public final class RecentRunReader {
  /** Actions that are looked at on each side. */
  public static final int MOST = 500;

  private static final String SIDE =
      """
      (select type, id, outcome, last_begun_at > finished_at as again,
          array_to_string(component_versions, E'\\x1f') as versions,
          began_at, first_position, last_position
        from view.action
        where environment = ? and first_position %s ? and first_position <= ?
        order by first_position desc limit ?)
      """;

  private final JdbcTemplate jdbc;
  private final ActionReader log;

  public RecentRunReader(DataSource database) {
    this.jdbc = new JdbcTemplate(database);
    this.log = new ActionReader(database);
  }

  /**
   * The newest that began at or after a boundary, and the newest that began before it.
   *
   * @param position what is known later does not count
   */
  public List<RecentRun> read(String environment, long boundary, long position) {
    Map<String, SortedSet<String>> versions = new HashMap<>();
    List<Row> rows =
        jdbc.query(
            SIDE.formatted(">=") + " union all " + SIDE.formatted("<"),
            (row, _) -> row(row, versions),
            environment,
            boundary,
            position,
            MOST,
            environment,
            boundary,
            position,
            MOST);
    List<ActionRef> changed =
        rows.stream()
            .filter(each -> each.lastPosition() > position)
            .map(each -> each.run().ref())
            .toList();
    List<Recorded<?>> facts = new ArrayList<>();
    log.readAll(environment, changed, position)
        .values()
        .forEach(history -> facts.addAll(history.facts()));
    return Stream.concat(
            rows.stream().filter(each -> each.lastPosition() <= position).map(Row::run),
            RecentRun.of(facts).stream())
        .sorted(RecentRun.NEWEST_FIRST)
        .toList();
  }

  private record Row(RecentRun run, long lastPosition) {}

  /**
   * One row.
   *
   * @param known versions that were read before, by their text: most actions touch the same
   */
  private static Row row(ResultSet row, Map<String, SortedSet<String>> known) throws SQLException {
    String outcome = row.getString("outcome");
    boolean open = outcome == null || row.getBoolean("again");
    return new Row(
        new RecentRun(
            new ActionRef(row.getString("type"), row.getString("id")),
            open ? "" : outcome,
            known.computeIfAbsent(row.getString("versions"), RecentRunReader::versions),
            row.getObject("began_at", OffsetDateTime.class).toInstant(),
            row.getLong("first_position")),
        row.getLong("last_position"));
  }

  private static SortedSet<String> versions(String text) {
    return text.isEmpty()
        ? Collections.emptySortedSet()
        : Collections.unmodifiableSortedSet(
            new TreeSet<>(List.of(text.split(ActionRows.SEPARATOR, -1))));
  }
}
