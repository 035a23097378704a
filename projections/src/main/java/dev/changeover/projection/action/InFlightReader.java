package dev.changeover.projection.action;

import dev.changeover.event.ActionRef;
import dev.changeover.event.Recorded;
import dev.changeover.projection.Progress;
import dev.changeover.projection.action.ActionSearch.Found;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.RowMapper;

/**
 * Counts and lists actions in flight as of a position: from the rows those that have not changed
 * since, and from the log the others, as they were there.
 */
public final class InFlightReader {
  private static final RowMapper<InFlightAction> ACTION =
      (row, _) ->
          new InFlightAction(
              row.getString("component"),
              new ActionRef(row.getString("type"), row.getString("id")),
              row.getLong("action_first"),
              row.getString("begun_on"),
              row.getLong("begun_position"),
              row.getString("last_on"),
              row.getLong("last_position"),
              row.getString("stands_at"));

  private static final int PAGE = 1_000;

  private final JdbcTemplate jdbc;
  private final ActionReader log;
  private final ActionSearch search;
  private final Progress progress;

  public InFlightReader(DataSource database) {
    this.jdbc = new JdbcTemplate(database);
    this.log = new ActionReader(database);
    this.search = new ActionSearch(database);
    this.progress = new Progress(database, ActionProjector.NAME);
  }

  /**
   * What is in flight on some components.
   *
   * @param position up to which the actions are known; less than asked for where the rows have not
   *     come that far
   * @param groups counts, exact as of the position
   * @param steps the steps that versions of the components had run
   */
  public record Counted(long position, List<InFlightGroup> groups, Set<StepRun> steps) {}

  private static final String CHANGED =
      """
      select distinct part.type, part.id
      from view.action_part part
      join view.action action using (environment, type, id)
      where part.environment = ? and part.component = any (?)
        and part.action_last > ? and part.action_first <= ?
        and (action.outcome is null or action.finished_position > ?
          or action.last_begun_at > action.finished_at)
      """;

  /**
   * Of all that is in flight now, what has not changed since the position; one statement, so that
   * an action that changes meanwhile is in one of the parts.
   */
  private static final String COUNT =
      """
      with changed as (%s), settled as (
        select component, type, begun_on, last_on, stands_at, count
        from view.in_flight
        where environment = ? and component = any (?) and count > 0
        union all
        select component, type, begun_on, last_on, case when not step_done then step end, -count(*)
        from view.action_part
        where environment = ? and component = any (?) and open and action_last > ?
        group by component, type, begun_on, last_on, case when not step_done then step end)
      select component, type, begun_on, last_on, stands_at, sum(count) as count, null as id
      from settled
      group by component, type, begun_on, last_on, stands_at
      having sum(count) <> 0
      union all
      select null, type, null, null, null, null, id from changed
      """
          .formatted(CHANGED);

  /** All that is in flight on these components, counted. */
  public Counted count(String environment, Collection<String> components, long position) {
    String[] names = components.toArray(String[]::new);
    long known = Math.min(progress.position(), position);
    List<InFlightGroup> settled = new ArrayList<>();
    List<ActionRef> changed = new ArrayList<>();
    RowCallbackHandler adding =
        row -> {
          if (row.getString(7) == null) {
            settled.add(group(row));
          } else {
            changed.add(new ActionRef(row.getString(2), row.getString(7)));
          }
        };
    jdbc.query(
        COUNT,
        adding,
        environment,
        names,
        position,
        position,
        position,
        environment,
        names,
        environment,
        names,
        position);
    return new Counted(
        known,
        InFlight.grouped(
            Stream.concat(
                settled.stream(),
                then(environment, changed, names, position).stream().map(InFlightAction::group))),
        steps(environment, names, position));
  }

  /**
   * Actions in flight that may run on a component that nobody named.
   *
   * @param oldest the oldest of them, the oldest first
   * @param all whether these are all of them
   */
  public record Unplaced(List<UnplacedAction> oldest, boolean all) {}

  /**
   * The oldest of those of which nobody told on which component they run, as of a position. What
   * the rows cannot tell of a position is read from the log, page by page, so that facts that come
   * later change nothing.
   */
  public Unplaced unplaced(String environment, long position, int limit) {
    List<UnplacedAction> oldest = new ArrayList<>();
    List<Found> page = search.openUnplaced(environment, position, -1, PAGE);
    while (!page.isEmpty()) {
      List<ActionRef> refs = page.stream().map(Found::ref).toList();
      oldest.addAll(InFlight.unplaced(facts(environment, refs, position)));
      boolean more = page.size() == PAGE && oldest.size() <= limit;
      page =
          more
              ? search.openUnplaced(environment, position, page.getLast().firstPosition(), PAGE)
              : List.of();
    }
    return new Unplaced(oldest.stream().limit(limit).toList(), oldest.size() <= limit);
  }

  private static InFlightGroup group(ResultSet row) throws SQLException {
    return new InFlightGroup(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getLong(6));
  }

  private Set<StepRun> steps(String environment, String[] components, long position) {
    return new HashSet<>(
        jdbc.query(
            """
            select type, component, version, step from view.step_run
            where environment = ? and component = any (?) and first_position <= ?
            """,
            (row, _) ->
                new StepRun(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
            environment,
            components,
            position));
  }

  private List<InFlightAction> changed(String environment, String[] components, long position) {
    List<ActionRef> refs =
        jdbc.query(
            CHANGED,
            (row, _) -> new ActionRef(row.getString("type"), row.getString("id")),
            environment,
            components,
            position,
            position,
            position);
    return then(environment, refs, components, position);
  }

  /** These actions as they were at the position, where they were in flight there. */
  private List<InFlightAction> then(
      String environment, List<ActionRef> refs, String[] components, long position) {
    Set<String> wanted = Set.of(components);
    return InFlight.actions(facts(environment, refs, position)).stream()
        .filter(each -> wanted.contains(each.component()))
        .toList();
  }

  private List<Recorded<?>> facts(String environment, List<ActionRef> refs, long position) {
    List<Recorded<?>> facts = new ArrayList<>();
    log.readAll(environment, refs, position)
        .values()
        .forEach(history -> facts.addAll(history.facts()));
    return facts;
  }

  /**
   * Which of the actions in flight on a component are meant.
   *
   * @param versions those begun or last seen on one of them, or on one not told
   * @param steps standing at one of these, as {@code type/step}; empty: wherever they stand
   */
  public record Wanted(String component, Collection<String> versions, Collection<String> steps) {
    /** Whether those of the group are among them. */
    public boolean includes(InFlightGroup group) {
      return component.equals(group.component())
          && (isOn(group.begunOn()) || isOn(group.lastOn()))
          && (steps.isEmpty() || steps.contains(group.type() + "/" + group.step()));
    }

    private boolean isOn(@Nullable String version) {
      return version == null || versions.contains(version);
    }
  }

  /**
   * The oldest of each that is wanted, as of a position; more than the limit where some have
   * changed since.
   *
   * @param after position of the first fact of the last one before; -1: from the oldest on
   */
  public List<InFlightAction> oldest(
      String environment, List<Wanted> wanted, long position, long after, int limit) {
    // In this order: what leaves the first because it changes meanwhile is found by the second.
    List<InFlightAction> settled = settled(environment, wanted, position, after, limit);
    String[] components = wanted.stream().map(Wanted::component).distinct().toArray(String[]::new);
    return Stream.concat(
            settled.stream(),
            changed(environment, components, position).stream()
                .filter(each -> each.firstPosition() > after)
                .filter(each -> wanted.stream().anyMatch(one -> one.includes(each.group()))))
        .distinct()
        .sorted(InFlightAction.OLDEST_FIRST)
        .toList();
  }

  private List<InFlightAction> settled(
      String environment, List<Wanted> wanted, long position, long after, int limit) {
    return wanted.isEmpty()
        ? List.of()
        : jdbc.query(
            """
            select found.*
            from unnest(?::text[], ?::text[], ?::text[]) as wanted (component, versions, steps)
            cross join lateral (
              select component, type, id, action_first, begun_on, begun_position, last_on,
                last_position, case when not step_done then step end as stands_at
              from view.action_part
              where environment = ? and component = wanted.component and open
                and action_first <= ? and action_last <= ?
                and (begun_on is null or begun_on = any (string_to_array(wanted.versions, E'\\x1f'))
                  or last_on is null or last_on = any (string_to_array(wanted.versions, E'\\x1f')))
                and (wanted.steps = '' or (not step_done
                  and type || '/' || step = any (string_to_array(wanted.steps, E'\\x1f'))))
                and action_first > ?
              order by action_first limit ?) found
            """,
            ACTION,
            texts(wanted, Wanted::component),
            texts(wanted, each -> String.join(ActionRows.SEPARATOR, each.versions())),
            texts(wanted, each -> String.join(ActionRows.SEPARATOR, each.steps())),
            environment,
            position,
            position,
            after,
            limit);
  }

  private static String[] texts(List<Wanted> wanted, Function<Wanted, String> text) {
    return wanted.stream().map(text).toArray(String[]::new);
  }
}
