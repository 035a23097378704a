package dev.changeover.projection.action;

import dev.changeover.projection.ArraysOfRows;
import dev.changeover.projection.Tables;
import dev.changeover.projection.action.ActionPart.StepTold;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The tables {@code view.action_part}, {@code view.in_flight} and {@code view.step_run}. Takes part
 * in the caller's transaction.
 */
final class ActionPartRows {
  private static final String UPSERT =
      """
      insert into view.action_part as known (
        environment, type, id, component, begun_at, begun_position, begun_on, last_at,
        last_position, last_on, step_at, step_position, step, step_done)
      select environment, type, id, component, %s, begun_position, begun_on, %s, last_position,
        last_on, %s, step_position, step, step_done
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::text[],
        ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::boolean[])
        as told (environment, type, id, component, begun_at, begun_position, begun_on, last_at,
          last_position, last_on, step_at, step_position, step, step_done)
      on conflict (environment, type, id, component) do update set
        (begun_at, begun_position, begun_on) = (
          select at, position, version
          from (values
            (known.begun_at, known.begun_position, known.begun_on),
            (excluded.begun_at, excluded.begun_position, excluded.begun_on))
            as told (at, position, version)
          order by at, position limit 1),
        (last_at, last_position, last_on) = (
          select at, position, version
          from (values
            (known.last_at, known.last_position, known.last_on),
            (excluded.last_at, excluded.last_position, excluded.last_on))
            as told (at, position, version)
          order by at desc, position desc limit 1),
        (step_at, step_position, step, step_done) = (
          select at, position, step, done
          from (values
            (known.step_at, known.step_position, known.step, known.step_done),
            (excluded.step_at, excluded.step_position, excluded.step, excluded.step_done))
            as told (at, position, step, done)
          order by at desc nulls last, position desc nulls last limit 1)
      """
          .formatted(
              ArraysOfRows.instant("begun_at"),
              ArraysOfRows.instant("last_at"),
              ArraysOfRows.instant("step_at"));

  /** What stands alike is counted together. */
  private static final String GROUP =
      """
      environment, component, type, begun_on, last_on, case when not step_done then step end\
      """;

  private static final String UNCOUNT =
      """
      with gone as (
        select %s as stands_at, count(*) as count
        from unnest(?::text[], ?::text[], ?::text[]) as told (environment, type, id)
        join view.action_part part using (environment, type, id)
        where open
        group by %s),
      swept as (
        delete from view.in_flight known
        using (select distinct environment, component from gone) touched
        where known.environment = touched.environment and known.component = touched.component
          and known.count = 0)
      update view.in_flight known set count = known.count - gone.count
      from gone
      where known.environment = gone.environment and known.component = gone.component
        and known.type = gone.type
        and known.begun_on is not distinct from gone.begun_on
        and known.last_on is not distinct from gone.last_on
        and known.stands_at is not distinct from gone.stands_at
      """
          .formatted(GROUP, GROUP);

  /** What the row of the action says, so that reading a part needs no second table. */
  private static final String COPY =
      """
      with copied as (
      update view.action_part part set
        open = action.outcome is null or coalesce(action.last_begun_at > action.finished_at, false),
        action_first = action.first_position,
        action_last = action.last_position
      from view.action action
      join unnest(?::text[], ?::text[], ?::text[]) as told (environment, type, id)
        using (environment, type, id)
      where part.environment = action.environment and part.type = action.type
        and part.id = action.id
      returning part.*)
      insert into view.in_flight as known (
        environment, component, type, begun_on, last_on, stands_at, count)
      select %s, count(*) from copied where open group by %s
      on conflict on constraint in_flight_key do update set count = known.count + excluded.count
      """
          .formatted(GROUP, GROUP);

  private static final String RUNS =
      """
      insert into view.step_run as known (
        environment, type, component, version, step, first_position)
      select environment, type, component, version, step, min(first_position)
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
        as told (environment, type, component, version, step, first_position)
      group by environment, type, component, version, step
      order by environment, type, component, version, step
      on conflict (environment, type, component, version, step) do update set
        first_position = excluded.first_position
        where excluded.first_position < known.first_position
      """;

  private final Tables tables;
  private final JdbcTemplate jdbc;

  ActionPartRows(DataSource database, Tables tables) {
    this.tables = tables;
    this.jdbc = new JdbcTemplate(database);
  }

  /** Joins these parts to the table, each once. */
  void merge(List<ActionPart> parts) {
    if (parts.isEmpty()) {
      return;
    }
    jdbc.update(
        tables.in(UPSERT),
        statement ->
            new ArraysOfRows<>(statement, parts)
                .text(ActionPart::environment)
                .text(part -> part.ref().type())
                .text(part -> part.ref().id())
                .text(ActionPart::component)
                .instant(part -> part.begun().at())
                .number(part -> part.begun().position())
                .text(part -> part.begun().version())
                .instant(part -> part.last().at())
                .number(part -> part.last().position())
                .text(part -> part.last().version())
                .instant(part -> part.step().map(StepTold::at).orElse(null))
                .number(part -> part.step().map(StepTold::position).orElse(null))
                .text(part -> part.step().map(StepTold::step).orElse(null))
                .text(part -> part.step().map(StepTold::done).orElse(null)));
  }

  /**
   * Takes the parts of these actions out of the counts, until they are counted as they then are.
   */
  void uncount(List<ActionRow> actions) {
    ofActions(UNCOUNT, actions);
  }

  /** Copies what the rows of these actions say to their parts, and counts them. */
  void copy(List<ActionRow> actions) {
    ofActions(COPY, actions);
  }

  private void ofActions(String sql, List<ActionRow> actions) {
    if (actions.isEmpty()) {
      return;
    }
    jdbc.update(
        tables.in(sql),
        statement ->
            new ArraysOfRows<>(statement, actions)
                .text(ActionRow::environment)
                .text(row -> row.ref().type())
                .text(row -> row.ref().id()));
  }

  /** Remembers who has run which step. */
  void run(List<Run> runs) {
    if (runs.isEmpty()) {
      return;
    }
    jdbc.update(
        tables.in(RUNS),
        statement ->
            new ArraysOfRows<>(statement, runs)
                .text(Run::environment)
                .text(run -> run.step().type())
                .text(run -> run.step().component())
                .text(run -> run.step().version())
                .text(run -> run.step().step())
                .number(Run::firstPosition));
  }

  /** That a step was run, and the first fact of a batch that shows it. */
  record Run(String environment, StepRun step, long firstPosition) {}
}
