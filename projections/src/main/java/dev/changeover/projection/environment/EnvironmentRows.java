package dev.changeover.projection.environment;

import dev.changeover.projection.ArraysOfRows;
import dev.changeover.projection.Tables;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
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

  private static final String CURRENT =
      """
      select environment, kind, key, fact.valid_from, fact.state
      from unnest(?::text[], ?::text[], ?::text[]) as place (environment, kind, key)
      join view.environment_fact fact using (environment, kind, key)
      where fact.valid_to is null
      """;

  private static final String END =
      """
      update view.environment_fact fact
      set valid_to = ended.valid_to
      from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])
        as ended (environment, kind, key, valid_from, valid_to)
      where fact.environment = ended.environment
        and fact.kind = ended.kind
        and fact.key = ended.key
        and fact.valid_from = ended.valid_from
      """;

  private static final String WRITE =
      """
      insert into view.environment_fact
        (environment, kind, key, valid_from, valid_to, fades_at, sought_by, left_as, state)
      select environment, kind, key, valid_from, valid_to, fades_at::timestamptz, sought_by,
        left_as, state
      from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::text[],
        ?::text[], ?::text[], ?::bytea[])
        as written
          (environment, kind, key, valid_from, valid_to, fades_at, sought_by, left_as, state)
      on conflict (environment, kind, key, valid_from) do update
      set valid_to = excluded.valid_to,
        fades_at = excluded.fades_at,
        sought_by = excluded.sought_by,
        left_as = excluded.left_as,
        state = excluded.state
      """;

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
  List<Current> current(List<Place> places) {
    if (places.isEmpty()) {
      return List.of();
    }
    return jdbc.query(
        tables.in(CURRENT),
        statement -> places(statement, places, place -> place),
        (row, _) ->
            new Current(
                new Place(row.getString(1), row.getString(2), row.getString(3)),
                row.getLong(4),
                StateKind.named(row.getString(2)).read(row.getBytes(5))));
  }

  void end(List<End> ends) {
    if (ends.isEmpty()) {
      return;
    }
    jdbc.update(
        tables.in(END),
        statement ->
            places(statement, ends, End::place).number(End::validFrom).number(End::validTo));
  }

  /** Writes rows; one that is there already from the same position gets the new state. */
  void write(List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    jdbc.update(
        tables.in(WRITE),
        statement ->
            places(statement, rows, Row::place)
                .number(Row::validFrom)
                .number(Row::validTo)
                .text(Row::fadesAt)
                .text(Row::soughtBy)
                .text(Row::leftAs)
                .bytes(row -> StateKind.write(row.state())));
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

  private static <T> ArraysOfRows<T> places(
      PreparedStatement statement, List<T> rows, Function<T, Place> place) throws SQLException {
    return new ArraysOfRows<>(statement, rows)
        .text(row -> place.apply(row).environment())
        .text(row -> place.apply(row).kind())
        .text(row -> place.apply(row).key());
  }
}
