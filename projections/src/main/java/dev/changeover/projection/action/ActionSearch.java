package dev.changeover.projection.action;

import dev.changeover.event.ActionRef;
import dev.changeover.event.ComponentVersion;
import dev.changeover.projection.Progress;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * Finds actions by what the rows say. The rows are as of {@link #head}: for an earlier position
 * they may name an action too many, never one too few; whoever asks reads the action as of that
 * position and looks again.
 */
public final class ActionSearch {
  private static final RowMapper<Found> FOUND =
      (row, _) ->
          new Found(
              row.getString("environment"),
              new ActionRef(row.getString("type"), row.getString("id")),
              row.getLong("first_position"));

  private final JdbcTemplate jdbc;
  private final Progress progress;

  public ActionSearch(DataSource database) {
    this.jdbc = new JdbcTemplate(database);
    this.progress = new Progress(database, ActionProjector.NAME);
  }

  /** The last position that is folded in; -1: none. */
  public long head() {
    return progress.position();
  }

  /** Environments that know the action by a position, in order. */
  public List<String> environmentsOf(ActionRef ref, long position) {
    return jdbc
        .query(
            """
            select environment, type, id, first_position from view.action
            where type = ? and id = ? and first_position <= ?
            order by environment
            """,
            FOUND,
            ref.type(),
            ref.id(),
            position)
        .stream()
        .map(Found::environment)
        .toList();
  }

  /**
   * One page, newest first by first position.
   *
   * @param before first position of the last row of the page before; {@link Long#MAX_VALUE}: the
   *     first page
   */
  public List<Found> page(Filter filter, long position, long before, int limit) {
    List<Object> values = new ArrayList<>(List.of(position, before));
    StringBuilder where = new StringBuilder("first_position <= ? and first_position < ?");
    filter.environment().ifPresent(each -> and(where, values, "environment = ?", each));
    filter.type().ifPresent(each -> and(where, values, "type = ?", each));
    filter.key().ifPresent(each -> and(where, values, "key = ?", each));
    filter.since().ifPresent(each -> and(where, values, "last_seen_at >= ?", Timestamp.from(each)));
    filter
        .component()
        .ifPresent(
            each ->
                filter
                    .version()
                    .ifPresentOrElse(
                        version ->
                            and(
                                where,
                                values,
                                "component_versions @> array[?]::text[]",
                                each + "@" + version),
                        () -> and(where, values, "components @> array[?]::text[]", each)));
    if (filter.openOnly()) {
      return openPage(filter, where, values, position, limit);
    }
    values.add(limit);
    return jdbc.query(
        """
        select environment, type, id, first_position from view.action
        where %s order by first_position desc limit ?
        """
            .formatted(where),
        FOUND,
        values.toArray());
  }

  /** Those that had not ended by the position; what ended later is few, and found by its end. */
  private List<Found> openPage(
      Filter filter, StringBuilder where, List<Object> conditions, long position, int limit) {
    String inEnvironment = filter.environment().isPresent() ? "environment = ? and" : "";
    List<Object> values = new ArrayList<>(conditions);
    filter.environment().ifPresent(values::add);
    values.add(position);
    values.addAll(conditions);
    values.add(limit);
    return jdbc.query(
        """
        select environment, type, id, first_position from view.action
        where %1$s and (outcome is null or outcome = 'FAILED')
        union all
        select environment, type, id, first_position
        from (select * from view.action where %2$s finished_position > ? offset 0) ended_later
        where %1$s and outcome <> 'FAILED'
        order by first_position desc limit ?
        """
            .formatted(where, inEnvironment),
        FOUND,
        values.toArray());
  }

  /**
   * Actions that had touched one of these components and had not ended by a position, oldest first.
   * One that ended FAILED counts as open where a try began after that.
   */
  public List<ActionRef> openTouching(
      String environment, Collection<String> components, long position, int limit) {
    return refs(
        """
        select environment, type, id, first_position from view.action
        where environment = ? and components && ?::text[] and first_position <= ?
          and (outcome is null or outcome = 'FAILED')
          and (outcome is null or finished_position > ? or last_begun_at > finished_at)
        union all
        select environment, type, id, first_position from view.action
        where environment = ? and components && ?::text[] and first_position <= ?
          and outcome <> 'FAILED' and finished_position > ?
        order by first_position limit ?
        """,
        environment,
        components.toArray(String[]::new),
        position,
        position,
        environment,
        components.toArray(String[]::new),
        position,
        position,
        limit);
  }

  /**
   * Actions that had not ended by a position and of which somebody did not tell where they run, the
   * oldest first. One that ended counts as open where a try began after that.
   *
   * @param after position of the first fact of the last one before; -1: from the oldest on
   */
  List<Found> openUnplaced(String environment, long position, long after, int limit) {
    // Few are expected to have ended since: "+ 0" keeps a plan that knows no position from walking
    // all that began before, which took 1 s of 600,000 actions.
    return jdbc.query(
        """
        select environment, type, id, first_position from view.action
        where environment = ? and first_position > ? and first_position <= ?
          and (placed_position is distinct from first_position or unplaced_position is not null)
          and (placed_position is null or placed_position > ? or unplaced_position <= ?)
          and (outcome is null or last_begun_at > finished_at)
        union all
        select environment, type, id, first_position from view.action
        where environment = ? and finished_position > ?
          and first_position + 0 > ? and first_position + 0 <= ?
          and (placed_position is distinct from first_position or unplaced_position is not null)
          and (placed_position is null or placed_position > ? or unplaced_position <= ?)
          and (last_begun_at > finished_at) is not true
        order by first_position limit ?
        """,
        FOUND,
        environment,
        after,
        position,
        position,
        position,
        environment,
        position,
        after,
        position,
        position,
        position,
        limit);
  }

  /** Actions that ran on one of these versions by a position, the newest first. */
  public List<ActionRef> latestOn(
      String environment, Collection<ComponentVersion> versions, long position, int limit) {
    return refs(
        """
        select environment, type, id, first_position from view.action
        where environment = ? and component_versions && ?::text[] and first_position <= ?
        order by first_position desc limit ?
        """,
        environment,
        versions.stream()
            .map(each -> each.component() + "@" + each.version())
            .toArray(String[]::new),
        position,
        limit);
  }

  /**
   * Actions on a version that had ended and failed, or were touched after their end, or began a try
   * late. What the rows cannot tell as of the position is included.
   *
   * @param endedSince those that ended only where they were seen since then
   * @param begunSince those that began a try on whatever version since then
   */
  public List<ActionRef> touchedAgain(
      String environment,
      ComponentVersion version,
      Instant endedSince,
      Instant begunSince,
      long position,
      int limit) {
    return refs(
        """
        select environment, type, id, first_position from view.action
        where environment = ? and component_versions @> array[?]::text[] and first_position <= ?
          and (last_begun_at > ?
            or last_seen_at > ? and outcome is not null
              and (outcome = 'FAILED' or last_seen_at > finished_at or finished_position > ?))
        order by first_position limit ?
        """,
        environment,
        version.component() + "@" + version.version(),
        position,
        Timestamp.from(begunSince),
        Timestamp.from(endedSince),
        position,
        limit);
  }

  /**
   * For each of these business keys fifty actions that ended: those that completed by the position
   * first, the latest begun first.
   */
  public List<ActionRef> latestEndedOf(String environment, Collection<String> keys, long position) {
    return keys.isEmpty()
        ? List.of()
        : refs(
            """
            select found.environment, found.type, found.id, found.first_position
            from unnest(?::text[]) as wanted (key)
            cross join lateral (
              select environment, type, id, first_position from view.action
              where environment = ? and key = wanted.key and first_position <= ?
                and finished_position is not null
              order by (outcome = 'COMPLETED' and finished_position <= ?) desc, began_at desc
              limit 50) found
            """,
            keys.toArray(String[]::new),
            environment,
            position,
            position);
  }

  private List<ActionRef> refs(String sql, Object... values) {
    return jdbc.query(sql, FOUND, values).stream().map(Found::ref).toList();
  }

  private static void and(
      StringBuilder where, List<Object> values, String condition, Object value) {
    where.append(" and ").append(condition);
    values.add(value);
  }

  /** Where an action is; the first position is also the cursor of a page. */
  public record Found(String environment, ActionRef ref, long firstPosition) {}

  /**
   * What to look for; empty: anything.
   *
   * @param version only together with a component
   * @param openOnly leave out what completed, was cancelled or was compensated
   */
  public record Filter(
      Optional<String> environment,
      Optional<String> type,
      Optional<String> component,
      Optional<String> version,
      Optional<String> key,
      Optional<Instant> since,
      boolean openOnly) {}
}
