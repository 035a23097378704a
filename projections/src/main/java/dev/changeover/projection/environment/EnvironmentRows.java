package dev.changeover.projection.environment;

import dev.changeover.projection.Tables;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rows of {@code view.environment_fact}, read and written many at a time. */
final class EnvironmentRows {
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private final Tables tables;
  private final JdbcTemplate jdbc;

  EnvironmentRows(DataSource database, Tables tables) {
    this.tables = tables;
    this.jdbc = new JdbcTemplate(database);
  }

  /** Which state, of which environment. */
  record Place(String environment, String kind, String key) {}

  /** A state as it holds now, with the position it holds from. */
  record Current(Place place, long validFrom, Object state) {}

  /** A row to write; {@code validTo} null: it holds now. */
  record Row(Place place, long validFrom, @Nullable Long validTo, Object state) {
    private Retention<Object> retention() {
      return StateKind.named(place.kind()).retentionOfAny();
    }

    String fadesAt() {
      Instant fades = retention().fadesAt().apply(state);
      return fades.isAfter(LATEST)
          ? "infinity"
          : fades.isBefore(EARLIEST) ? EARLIEST.toString() : fades.toString();
    }

    @Nullable String leftAs() {
      return retention().leftAs().apply(state);
    }

    @Nullable String soughtBy() {
      return retention().soughtBy().apply(state);
    }
  }

  /** The end of a row that holds no longer. */
  record End(Place place, long validFrom, long validTo) {}

  /** The states that hold now in these places; a place without one is missing. */
  List<Current> current(Collection<Place> places) {
    return jdbc.query(
        connection -> {
          PreparedStatement statement =
              connection.prepareStatement(
                  tables.in(
                      """
                  select environment, kind, key, fact.valid_from, fact.state
                  from unnest(?::text[], ?::text[], ?::text[]) as place (environment, kind, key)
                  join view.environment_fact fact using (environment, kind, key)
                  where fact.valid_to is null
                  """));
          bind(connection, statement, places, place -> place);
          return statement;
        },
        (row, _) ->
            new Current(
                new Place(row.getString(1), row.getString(2), row.getString(3)),
                row.getLong(4),
                StateKind.named(row.getString(2)).read(row.getBytes(5))));
  }

  void end(List<End> ends) {
    jdbc.update(
        connection -> {
          PreparedStatement statement =
              connection.prepareStatement(
                  tables.in(
                      """
                  update view.environment_fact fact
                  set valid_to = ended.valid_to
                  from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])
                    as ended (environment, kind, key, valid_from, valid_to)
                  where fact.environment = ended.environment
                    and fact.kind = ended.kind
                    and fact.key = ended.key
                    and fact.valid_from = ended.valid_from
                  """));
          bind(connection, statement, ends, End::place);
          statement.setArray(4, array(connection, "bigint", ends, End::validFrom));
          statement.setArray(5, array(connection, "bigint", ends, End::validTo));
          return statement;
        });
  }

  /** Writes rows; one that is there already from the same position gets the new state. */
  void write(List<Row> rows) {
    jdbc.update(
        connection -> {
          PreparedStatement statement =
              connection.prepareStatement(
                  tables.in(
                      """
                  insert into view.environment_fact
                    (environment, kind, key, valid_from, valid_to, fades_at, sought_by, left_as,
                      state)
                  select environment, kind, key, valid_from, valid_to, fades_at::timestamptz,
                    sought_by, left_as, state
                  from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::text[],
                    ?::text[], ?::text[], ?::bytea[])
                    as written
                      (environment, kind, key, valid_from, valid_to, fades_at, sought_by, left_as,
                        state)
                  on conflict (environment, kind, key, valid_from) do update
                  set valid_to = excluded.valid_to,
                    fades_at = excluded.fades_at,
                    sought_by = excluded.sought_by,
                    left_as = excluded.left_as,
                    state = excluded.state
                  """));
          bind(connection, statement, rows, Row::place);
          statement.setArray(4, array(connection, "bigint", rows, Row::validFrom));
          statement.setArray(5, array(connection, "bigint", rows, Row::validTo));
          statement.setArray(6, array(connection, "text", rows, Row::fadesAt));
          statement.setArray(7, array(connection, "text", rows, Row::soughtBy));
          byte[][] states =
              rows.stream().map(row -> StateKind.write(row.state())).toArray(byte[][]::new);
          statement.setArray(8, array(connection, "text", rows, Row::leftAs));
          statement.setArray(9, connection.createArrayOf("bytea", states));
          return statement;
        });
  }

  void empty() {
    jdbc.execute(tables.in("truncate view.environment_fact"));
  }

  /** SHA-256 over all rows in order of their keys, 64 lowercase hex characters. */
  String digest() {
    String digest =
        jdbc.queryForObject(
            tables.in(
                """
            select encode(sha256(coalesce(string_agg(
                sha256(
                  convert_to(
                    row(environment, kind, key, valid_from, valid_to)::text, 'UTF8') || state),
                ''::bytea order by environment, kind, key, valid_from), ''::bytea)), 'hex')
            from view.environment_fact
            """),
            String.class);
    return Objects.requireNonNull(digest, "an aggregate always has a row");
  }

  private static <T> void bind(
      Connection connection,
      PreparedStatement statement,
      Collection<T> items,
      Function<T, Place> place)
      throws SQLException {
    statement.setArray(
        1, array(connection, "text", items, item -> place.apply(item).environment()));
    statement.setArray(2, array(connection, "text", items, item -> place.apply(item).kind()));
    statement.setArray(3, array(connection, "text", items, item -> place.apply(item).key()));
  }

  private static <T> Array array(
      Connection connection,
      String type,
      Collection<T> items,
      Function<T, @Nullable Object> element)
      throws SQLException {
    return connection.createArrayOf(type, items.stream().map(element).toArray());
  }
}
