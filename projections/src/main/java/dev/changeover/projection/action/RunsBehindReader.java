package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.ActionOutcome;
import dev.changeover.event.ActionRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Counts the runs behind those that were read one by one, in one statement: however many they are,
 * each is in one group, or named because it has changed since the position.
 */
final class RunsBehindReader {
  /** A bare trace is no business action, see {@link ActionRun#isBareTrace}. */
  private static final String COUNT =
      """
      with behind as (
        select * from unnest(?::text[], ?::bigint[], ?::bigint[]) as told (type, later, earlier)),
      alike as (
        select behind.type, run.*
        from behind cross join lateral (
          select component_versions, over_as, min(id) as id, count(*) as count,
            min(began_at) as began_at, min(over_at) as over_at, max(last_seen_at) as last_seen_at,
            min(first_position) as oldest, max(first_position) as newest
          from (
            select id, component_versions, began_at, first_position, over_at, over_as,
              greatest(began_at, last_begun_at, finished_at) as last_seen_at,
              width_bucket(began_at, (select ?::timestamptz[])) * 10000
                + coalesce(width_bucket(over_at, (select ?::timestamptz[])), 0) as moments
            from view.action
            cross join lateral (select
              case when last_begun_at > finished_at then null else finished_at end as over_at,
              case when last_begun_at > finished_at then null else outcome end as over_as) as its
            where %1$s and last_position <= ?
            offset 0) as one
          group by component_versions, over_as, moments) as run)
      select type, component_versions, over_as, id, count, began_at, over_at, last_seen_at, oldest,
        newest
      from alike
      union all
      select type, null, null, run.id, null, null, null, null, null, null
      from behind cross join lateral (
        select id from view.action where %1$s and last_position > ?) as run
      """
          .formatted(
              """
              environment = ? and action.type = behind.type
              and (first_position >= ? and first_position < later
                or first_position < ? and first_position < earlier
                  and (began_at >= (select ?::timestamptz) or last_position >= ?))
              and first_position <= ? and not (action.type like '%% %%' and id ~ '^[0-9a-f]{32}$')
              """);

  private final JdbcTemplate jdbc;
  private final String environment;
  private final RunReader.Wanted wanted;
  private final long position;

  RunsBehindReader(JdbcTemplate jdbc, String environment, RunReader.Wanted wanted, long position) {
    this.jdbc = jdbc;
    this.environment = environment;
    this.wanted = wanted;
    this.position = position;
  }

  /**
   * Where of a type that begins which was read one by one.
   *
   * @param later lowest first position on the later side of the boundary; empty: all were read
   * @param earlier the same on the earlier side
   */
  record Oldest(String type, Optional<Long> later, Optional<Long> earlier) {
    boolean leavesSome() {
      return later.isPresent() || earlier.isPresent();
    }
  }

  /**
   * What is behind.
   *
   * @param changed what later facts have changed since the position
   */
  record Found(List<RunsAlike> unchanged, List<ActionRef> changed) {}

  Found read(List<Oldest> oldest) {
    List<RunsAlike> unchanged = new ArrayList<>();
    List<ActionRef> changed = new ArrayList<>();
    if (oldest.isEmpty()) {
      return new Found(unchanged, changed);
    }
    RowCallbackHandler adding =
        row -> {
          if (row.getArray("component_versions") == null) {
            changed.add(new ActionRef(row.getString("type"), row.getString("id")));
          } else {
            unchanged.add(alike(row));
          }
        };
    jdbc.query(COUNT, adding, arguments(oldest));
    return new Found(unchanged, changed);
  }

  private Object[] arguments(List<Oldest> oldest) {
    List<Object> arguments = new ArrayList<>();
    arguments.add(oldest.stream().map(Oldest::type).toArray(String[]::new));
    arguments.add(positions(oldest, Oldest::later));
    arguments.add(positions(oldest, Oldest::earlier));
    arguments.add(moments());
    arguments.add(moments());
    for (int branch = 0; branch < 2; branch++) {
      arguments.add(environment);
      arguments.add(wanted.boundary());
      arguments.add(wanted.boundary());
      arguments.add(inMicros(wanted.since()));
      arguments.add(wanted.boundary());
      arguments.add(position);
      arguments.add(position);
    }
    return arguments.toArray();
  }

  private static Long[] positions(List<Oldest> oldest, Function<Oldest, Optional<Long>> side) {
    return oldest.stream().map(each -> side.apply(each).orElse(-1L)).toArray(Long[]::new);
  }

  private String[] moments() {
    return wanted.moments().stream()
        .map(RunsBehindReader::inMicros)
        .distinct()
        .toArray(String[]::new);
  }

  /** The rows know no less: what is before the moment is before the microsecond after it. */
  private static String inMicros(Instant moment) {
    Instant micros = moment.truncatedTo(ChronoUnit.MICROS);
    return (micros.equals(moment) ? micros : micros.plus(1, ChronoUnit.MICROS)).toString();
  }

  private static RunsAlike alike(ResultSet row) throws SQLException {
    String over = row.getString("over_as");
    ActionRun one =
        new ActionRun(
            new ActionRef(row.getString("type"), row.getString("id")),
            RunReader.instant(row, "began_at").orElseThrow(),
            Optional.empty(),
            RunReader.instant(row, "over_at")
                .map(at -> new ActionRun.End(at, ActionOutcome.valueOf(over))),
            ActionRun.versions(RunReader.texts(row.getArray("component_versions"))),
            row.getLong("oldest"));
    return new RunsAlike(
        one,
        row.getLong("count"),
        row.getLong("newest"),
        RunReader.instant(row, "last_seen_at").orElseThrow(),
        false);
  }
}
