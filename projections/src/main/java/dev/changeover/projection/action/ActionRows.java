package dev.changeover.projection.action;

import dev.changeover.event.Sha256;
import dev.changeover.projection.ArraysOfRows;
import dev.changeover.projection.Tables;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code view.action}. Takes part in the caller's transaction. */
final class ActionRows {
  /** Separates names within one text; no name contains it. */
  static final String SEPARATOR = "\u001f";

  private static final String UPSERT =
      """
      insert into view.action as known (
        environment, type, id, key, began_at, accepted_at, last_seen_at, last_begun_at, finished_at,
        first_position, last_position, finished_position, outcome, placed_position,
        unplaced_position, components, component_versions)
      select environment, type, id, key, %s, %s, %s, %s, %s, first_position, last_position,
        finished_position, outcome, placed_position, unplaced_position,
        string_to_array(components, E'\\x1f'), string_to_array(component_versions, E'\\x1f')
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[],
        ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
        ?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::text[])
        as told (environment, type, id, key, began_at, accepted_at, last_seen_at, last_begun_at,
          finished_at, first_position, last_position, finished_position, outcome,
          placed_position, unplaced_position, components, component_versions)
      on conflict (environment, type, id) do update set
        key = coalesce(known.key, excluded.key),
        began_at = least(known.began_at, excluded.began_at),
        accepted_at = least(known.accepted_at, excluded.accepted_at),
        last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at),
        last_begun_at = greatest(known.last_begun_at, excluded.last_begun_at),
        first_position = least(known.first_position, excluded.first_position),
        last_position = greatest(known.last_position, excluded.last_position),
        (finished_at, finished_position, outcome) = (
          select word.at, word.position, word.outcome
          from (values
            (known.finished_at, known.finished_position, known.outcome),
            (excluded.finished_at, excluded.finished_position, excluded.outcome))
            as word (at, position, outcome)
          order by word.at desc nulls last, word.position desc nulls last
          limit 1),
        placed_position = least(known.placed_position, excluded.placed_position),
        unplaced_position = least(known.unplaced_position, excluded.unplaced_position),
        components = array(
          select distinct unnest(known.components || excluded.components) order by 1),
        component_versions = array(
          select distinct unnest(known.component_versions || excluded.component_versions) order by 1)
      """
          .formatted(
              ArraysOfRows.instant("began_at"),
              ArraysOfRows.instant("accepted_at"),
              ArraysOfRows.instant("last_seen_at"),
              ArraysOfRows.instant("last_begun_at"),
              ArraysOfRows.instant("finished_at"));

  private static final String IN_STABLE_ORDER =
      """
      select concat_ws(E'\\x1f', environment, type, id, coalesce(key, '-'),
        extract(epoch from began_at), coalesce(extract(epoch from accepted_at)::text, '-'),
        extract(epoch from last_seen_at), coalesce(extract(epoch from last_begun_at)::text, '-'),
        coalesce(extract(epoch from finished_at)::text, '-'), first_position, last_position,
        coalesce(finished_position::text, '-'), coalesce(outcome, '-'),
        coalesce(placed_position::text, '-'), coalesce(unplaced_position::text, '-'),
        components::text, component_versions::text)
      from view.action order by environment, type, id
      """;

  private static final String PARTS_IN_STABLE_ORDER =
      """
      select concat_ws(E'\\x1f', environment, type, id, component, extract(epoch from begun_at),
        begun_position, coalesce(begun_on, '-'), extract(epoch from last_at), last_position,
        coalesce(last_on, '-'), coalesce(extract(epoch from step_at)::text, '-'),
        coalesce(step_position::text, '-'), coalesce(step, '-'), coalesce(step_done::text, '-'),
        open, action_first, action_last)
      from view.action_part order by environment, type, id, component
      """;

  private static final String STEPS_IN_STABLE_ORDER =
      """
      select concat_ws(E'\\x1f', environment, type, component, version, step, first_position)
      from view.step_run order by environment, type, component, version, step
      """;

  /** Fetched by cursor where the caller has a transaction; else PostgreSQL sends all at once. */
  private static final int ROWS_AT_A_TIME = 5_000;

  private final Tables tables;
  private final JdbcTemplate jdbc;

  ActionRows(DataSource database, Tables tables) {
    this.tables = tables;
    this.jdbc = new JdbcTemplate(database);
    this.jdbc.setFetchSize(ROWS_AT_A_TIME);
  }

  /** Joins these rows to the table, each action once. */
  void merge(List<ActionRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    jdbc.update(
        tables.in(UPSERT),
        statement ->
            new ArraysOfRows<>(statement, rows)
                .text(ActionRow::environment)
                .text(row -> row.ref().type())
                .text(row -> row.ref().id())
                .text(row -> row.key().map(ActionRow.KeyTold::key).orElse(null))
                .instant(ActionRow::beganAt)
                .instant(row -> row.acceptedAt().orElse(null))
                .instant(ActionRow::lastSeenAt)
                .instant(row -> row.lastBegunAt().orElse(null))
                .instant(row -> row.end().map(ActionRow.End::at).orElse(null))
                .number(ActionRow::firstPosition)
                .number(ActionRow::lastPosition)
                .number(row -> row.end().map(ActionRow.End::position).orElse(null))
                .text(row -> row.end().map(ActionRow.End::outcome).orElse(null))
                .number(row -> row.placedPosition().orElse(null))
                .number(row -> row.unplacedPosition().orElse(null))
                .text(row -> String.join(SEPARATOR, row.components()))
                .text(row -> String.join(SEPARATOR, row.componentVersions())));
  }

  void empty() {
    jdbc.execute(
        tables.in("truncate table view.action, view.action_part, view.in_flight, view.step_run"));
  }

  String digest() {
    MessageDigest digest = Sha256.inPieces();
    for (String table : List.of(IN_STABLE_ORDER, PARTS_IN_STABLE_ORDER, STEPS_IN_STABLE_ORDER)) {
      jdbc.query(
          tables.in(table),
          row -> {
            digest.update(
                Objects.requireNonNull(row.getString(1)).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
          });
    }
    return Sha256.ofDigest(digest.digest()).hex();
  }
}
