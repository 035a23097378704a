package dev.changeover.projection.action;

import dev.changeover.projection.action.ActionPart.StepTold;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The tables {@code view.action_part} and {@code view.step_run}. Takes part in the caller's
 * transaction.
 */
final class ActionPartRows {
  private static final String UPSERT =
      """
      insert into view.action_part as known (
        environment, type, id, component, begun_at, begun_position, begun_on, last_at,
        last_position, last_on, step_at, step_position, step, step_done)
      select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],
        ?::bigint[], ?::text[], ?::timestamptz[], ?::bigint[], ?::text[], ?::timestamptz[],
        ?::bigint[], ?::text[], ?::boolean[])
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
      """;

  /** What the row of the action says, so that counting needs no second table. */
  private static final String COPY =
      """
      update view.action_part part set
        open = action.outcome is null or coalesce(action.last_begun_at > action.finished_at, false),
        action_first = action.first_position,
        action_last = action.last_position
      from view.action action
      join unnest(?::text[], ?::text[], ?::text[]) as told (environment, type, id)
        using (environment, type, id)
      where part.environment = action.environment and part.type = action.type
        and part.id = action.id
      """;

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

  private final JdbcTemplate jdbc;

  ActionPartRows(DataSource database) {
    this.jdbc = new JdbcTemplate(database);
  }

  /** Joins these parts to the table, each once. */
  void merge(List<ActionPart> parts) {
    if (parts.isEmpty()) {
      return;
    }
    jdbc.update(
        UPSERT,
        statement -> {
          ArraysOfRows<ActionPart> columns = new ArraysOfRows<>(statement, parts);
          columns.text(ActionPart::environment);
          columns.text(part -> part.ref().type());
          columns.text(part -> part.ref().id());
          columns.text(ActionPart::component);
          columns.text(part -> part.begun().at());
          columns.text(part -> part.begun().position());
          columns.text(part -> part.begun().version());
          columns.text(part -> part.last().at());
          columns.text(part -> part.last().position());
          columns.text(part -> part.last().version());
          columns.text(part -> part.step().map(StepTold::at).orElse(null));
          columns.text(part -> part.step().map(StepTold::position).orElse(null));
          columns.text(part -> part.step().map(StepTold::step).orElse(null));
          columns.text(part -> part.step().map(StepTold::done).orElse(null));
        });
  }

  /** Copies what the rows of these actions say to their parts. */
  void copy(List<ActionRow> actions) {
    if (actions.isEmpty()) {
      return;
    }
    jdbc.update(
        COPY,
        statement -> {
          ArraysOfRows<ActionRow> columns = new ArraysOfRows<>(statement, actions);
          columns.text(ActionRow::environment);
          columns.text(row -> row.ref().type());
          columns.text(row -> row.ref().id());
        });
  }

  /** Remembers who has run which step. */
  void run(List<Run> runs) {
    if (runs.isEmpty()) {
      return;
    }
    jdbc.update(
        RUNS,
        statement -> {
          ArraysOfRows<Run> columns = new ArraysOfRows<>(statement, runs);
          columns.text(Run::environment);
          columns.text(run -> run.step().type());
          columns.text(run -> run.step().component());
          columns.text(run -> run.step().version());
          columns.text(run -> run.step().step());
          columns.text(Run::firstPosition);
        });
  }

  /** That a step was run, and the first fact of a batch that shows it. */
  record Run(String environment, StepRun step, long firstPosition) {}
}
