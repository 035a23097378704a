package dev.changeover.projection.timeline;

import dev.changeover.event.Sha256;
import dev.changeover.projection.ArraysOfRows;
import dev.changeover.projection.Progress;
import dev.changeover.projection.Tables;
import dev.changeover.projection.timeline.TimelineProjector.Entry;
import dev.changeover.projection.timeline.TimelineProjector.LastSaying;
import dev.changeover.projection.timeline.TimelineProjector.Speaker;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables of the timeline. Takes part in the caller's transaction. */
public final class TimelineRows {
  private static final String LAST_SAYINGS =
      """
      select s.environment, s.speaker, s.said, s.position
      from unnest(?, ?) as wanted (environment, speaker)
      join view.timeline_saying s using (environment, speaker)
      """;
  private static final String INSERT =
      """
      insert into view.timeline_entry (environment, subject, occurred_at, position, kind)
      select environment, subject, %s, position, kind
      from unnest(?, ?, ?, ?, ?) as told (environment, subject, occurred_at, position, kind)
      on conflict do nothing
      """
          .formatted(ArraysOfRows.instant("occurred_at"));
  private static final String KEEP =
      """
      insert into view.timeline_saying (environment, speaker, said, position)
      select * from unnest(?, ?, ?, ?)
      on conflict (environment, speaker) do update
      set said = excluded.said, position = excluded.position
      where timeline_saying.position < excluded.position
      """;
  private static final String EMPTY = "truncate table view.timeline_entry, view.timeline_saying";
  private static final List<String> IN_STABLE_ORDER =
      List.of(
          """
          select environment, subject, occurred_at, position, kind
          from view.timeline_entry order by environment, subject, occurred_at, position
          """,
          """
          select environment, speaker, said, position
          from view.timeline_saying order by environment, speaker
          """);
  private static final int ROWS_AT_A_TIME = 5_000;

  private final DataSource database;
  private final Tables tables;
  private final JdbcTemplate jdbc;
  private final Progress progress;

  /** What everybody reads. */
  public TimelineRows(DataSource database) {
    this(database, Tables.LIVE);
  }

  private TimelineRows(DataSource database, Tables tables) {
    this.database = database;
    this.tables = tables;
    this.progress = new Progress(database, tables, TimelineProjector.NAME);
    this.jdbc = new JdbcTemplate(database);
  }

  TimelineRows into(Tables elsewhere) {
    return new TimelineRows(database, elsewhere);
  }

  Map<Speaker, LastSaying> lastSayings(List<Speaker> speakers) {
    var last = new HashMap<Speaker, LastSaying>();
    if (!speakers.isEmpty()) {
      jdbc.query(
          tables.in(LAST_SAYINGS),
          statement ->
              new ArraysOfRows<>(statement, speakers)
                  .text(Speaker::environment)
                  .text(Speaker::name),
          row -> {
            last.put(
                new Speaker(row.getString(1), row.getString(2)),
                new LastSaying(row.getString(3), row.getLong(4)));
          });
    }
    return last;
  }

  void insert(List<Entry> entries) {
    if (!entries.isEmpty()) {
      jdbc.update(
          tables.in(INSERT),
          statement ->
              new ArraysOfRows<>(statement, entries)
                  .text(each -> each.subject().environment())
                  .text(each -> each.subject().name())
                  .instant(Entry::occurredAt)
                  .number(Entry::position)
                  .text(each -> each.kind().name()));
    }
  }

  void keep(Map<Speaker, LastSaying> sayings) {
    if (!sayings.isEmpty()) {
      var all = List.copyOf(sayings.entrySet());
      jdbc.update(
          tables.in(KEEP),
          statement ->
              new ArraysOfRows<>(statement, all)
                  .text(each -> each.getKey().environment())
                  .text(each -> each.getKey().name())
                  .text(each -> each.getValue().said())
                  .number(each -> each.getValue().position()));
    }
  }

  /**
   * All entries of facts up to this position are written with this transaction. Called first: it
   * makes folding one after the other.
   */
  void reached(long position) {
    progress.advance(position);
  }

  void empty() {
    jdbc.execute(tables.in(EMPTY));
    progress.reset();
  }

  String digest() {
    var digest = Sha256.inPieces();
    jdbc.execute(
        (ConnectionCallback<Boolean>)
            connection -> {
              for (String query : IN_STABLE_ORDER) {
                digestRows(connection, tables.in(query), digest);
              }
              return true;
            });
    return Sha256.ofDigest(digest.digest()).hex();
  }

  /**
   * Fetches by cursor where the caller has a transaction; else PostgreSQL sends all rows at once.
   */
  private static void digestRows(Connection connection, String query, MessageDigest digest)
      throws SQLException {
    try (var statement = connection.prepareStatement(query)) {
      statement.setFetchSize(ROWS_AT_A_TIME);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          digestRow(rows, digest);
        }
      }
    }
  }

  private static void digestRow(ResultSet row, MessageDigest digest) throws SQLException {
    for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
      digest.update(row.getString(column).getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
  }
}
