package dev.changeover.projection.environment;

import dev.changeover.event.ActionRef;
import dev.changeover.projection.Progress;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads what was known of an environment as of a position, in one statement; in two where what was
 * folded before has been made anew. Of an environment that it has read before, only what changed
 * since is read.
 */
public final class EnvironmentReader {
  /** Requests that overtake each other on their way may ask about instants this far back. */
  private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

  private static final String PROGRESS =
      """
      select 'progress' as part, null as kind, null as key, null::bytea as state,
        null::timestamptz as fades_at, null as left_as, coalesce(max(position), -1) as position,
        coalesce(max(revision), -1) as revision
      from view.progress where name = 'environment'
      """;

  /**
   * What the read models that verdicts are made from lack, and up to where that is known of the
   * other one: in the same statement, or a fact could be passed over unseen between the two.
   */
  private static final String LETTERS =
      """
      select 'letters', null, null, null, null, null,
        (select coalesce(max(position), -1) from view.progress where name = 'action'), 0
      union all
      (select 'unfolded', read_model, null, null, null, null, min(position), count(*)
       from view.unfolded_fact
       where (environment = ? or environment is null) and position <= ?
         and read_model in ('action', 'environment')
       group by read_model order by read_model)
      """;

  /** With what is true of all environments, which is little and not kept. */
  private static final String SOUGHT =
      """
      select 'sought', kind, key, state, fades_at, left_as, 0, 0 from view.environment_fact
      where environment = ? and sought_by = any (?)
        and valid_from <= ? and (valid_to is null or valid_to > ?) and fades_at > ?
      union all
      select 'sought', kind, key, state, fades_at, left_as, 0, 0 from view.environment_fact
      where environment = '%s' and valid_from <= ? and (valid_to is null or valid_to > ?)
      """
          .formatted(EnvironmentFold.EVERYWHERE);

  /** Of those that have faded and left something, the last of each kind of them. */
  private static final String LEFT =
      """
      (select distinct on (left_as) 'changed', kind, key, state, fades_at, left_as, 0, 0
      from (
        select kind, key, state, fades_at, left_as from view.environment_fact
        where environment = ? and valid_from <= ? and valid_to is null
          and left_as is not null and fades_at <= ?
        union all
        select kind, key, state, fades_at, left_as from view.environment_fact
        where environment = ? and int8range(valid_from, valid_to) @> ? and valid_to is not null
          and left_as is not null and fades_at <= ?
      ) left_behind
      order by left_as, fades_at desc, key desc)
      """;

  private static final String ALL =
      """
      %s
      union all
      %s
      union all
      select 'changed', kind, key, state, fades_at, left_as, 0, 0 from view.environment_fact
      where environment = ? and valid_from <= ? and valid_to is null
        and sought_by is null and fades_at > ?
      union all
      select 'changed', kind, key, state, fades_at, left_as, 0, 0 from view.environment_fact
      where environment = ? and int8range(valid_from, valid_to) @> ? and valid_to is not null
        and sought_by is null and fades_at > ?
      union all
      %s
      union all
      %s
      """
          .formatted(PROGRESS, LEFT, SOUGHT, LETTERS);

  private static final String CHANGED =
      """
      %s
      union all
      select 'changed', kind, key, state, fades_at, left_as, 0, 0 from view.environment_fact
      where environment = ? and valid_from > ? and valid_from <= ?
        and (valid_to is null or valid_to > ?) and sought_by is null
      union all
      select 'gone', kind, key, null, null, null, 0, 0 from view.environment_fact
      where environment = ? and valid_to > ? and valid_to <= ? and valid_from <= ?
        and valid_to is not null and sought_by is null
      union all
      %s
      union all
      %s
      """
          .formatted(PROGRESS, SOUGHT, LETTERS);

  private final EnvironmentSnapshots snapshots;
  private final JdbcTemplate jdbc;
  private final Progress progress;

  public EnvironmentReader(DataSource database) {
    this(database, EnvironmentSnapshots.Reach.USUAL);
  }

  EnvironmentReader(DataSource database, EnvironmentSnapshots.Reach reach) {
    this.snapshots = new EnvironmentSnapshots(reach);
    this.jdbc = new JdbcTemplate(database);
    this.progress = new Progress(database, EnvironmentProjector.NAME);
  }

  /**
   * The last position that is folded in; -1: none. Facts read as of a later position are not
   * complete.
   */
  public long head() {
    return progress.position();
  }

  /** As {@link #read(String, long, Instant, Collection, Collection)}, for no action. */
  public EnvironmentFacts read(String environment, long position, Instant instant) {
    return read(environment, position, instant, Set.of(), Set.of());
  }

  /**
   * What was known as of a position, to be judged at an instant. Left out is what ended or fell
   * silent long before the instant: instances a week after their last sighting, but for one that
   * was left at each version, releases that are over after 100 days, and the like.
   *
   * @param actions whose callbacks are wanted even if they are answered, and how versions fare with
   *     the steps of their types
   * @param businessKeys whose entities are wanted
   */
  public EnvironmentFacts read(
      String environment,
      long position,
      Instant instant,
      Collection<ActionRef> actions,
      Collection<String> businessKeys) {
    Sought sought =
        new Sought(
            environment,
            position,
            instant.plusNanos(500).truncatedTo(ChronoUnit.MICROS),
            Stream.of(
                    actions.stream().map(Retention::soughtBy),
                    actions.stream().map(ActionRef::type).distinct().map(Retention::soughtByType),
                    businessKeys.stream().map(Retention::soughtBy))
                .flatMap(each -> each)
                .toList());
    return snapshots
        .before(environment, position, sought.instant())
        .flatMap(snapshot -> readAfter(snapshot, sought))
        .orElseGet(() -> readAll(sought));
  }

  /** Empty where what was read before does not help, as of a revision that is no more. */
  private Optional<EnvironmentFacts> readAfter(EnvironmentSnapshot before, Sought sought) {
    SnapshotRows read = new SnapshotRows();
    jdbc.query(
        CHANGED,
        read,
        sought.environment(),
        before.position(),
        sought.position(),
        sought.position(),
        sought.environment(),
        before.position(),
        sought.position(),
        before.position(),
        sought.environment(),
        sought.by().toArray(String[]::new),
        sought.position(),
        sought.position(),
        Timestamp.from(sought.instant()),
        sought.position(),
        sought.position(),
        sought.environment(),
        sought.position());
    if (read.revision() != before.revision() || !before.follows(read.gone(), read.changed())) {
      return Optional.empty();
    }
    boolean same = read.changed().isEmpty() && read.gone().isEmpty();
    long reached = Math.min(read.position(), sought.position());
    EnvironmentSnapshot now = before;
    if (!same || !before.isOf(sought.instant()) || snapshots.isToBeRenewed(before, reached)) {
      now = before.after(reached, sought.instant(), CLOCKS_APART, read.gone(), read.changed());
      snapshots.keep(sought.environment(), now);
    }
    return Optional.of(now.facts(sought.position(), read));
  }

  private EnvironmentFacts readAll(Sought sought) {
    Instant reachesBack = sought.instant().minus(CLOCKS_APART);
    SnapshotRows read = new SnapshotRows();
    jdbc.query(
        ALL,
        read,
        sought.environment(),
        sought.position(),
        Timestamp.from(reachesBack),
        sought.environment(),
        sought.position(),
        Timestamp.from(reachesBack),
        sought.environment(),
        sought.position(),
        Timestamp.from(reachesBack),
        sought.environment(),
        sought.position(),
        Timestamp.from(reachesBack),
        sought.environment(),
        sought.by().toArray(String[]::new),
        sought.position(),
        sought.position(),
        Timestamp.from(sought.instant()),
        sought.position(),
        sought.position(),
        sought.environment(),
        sought.position());
    EnvironmentSnapshot snapshot =
        EnvironmentSnapshot.of(
            sought.environment(),
            Math.min(read.position(), sought.position()),
            read.revision(),
            reachesBack,
            sought.instant(),
            read.changed());
    snapshots.keep(sought.environment(), snapshot);
    return snapshot.facts(sought.position(), read);
  }

  /** States that are kept of an environment so that it need not be read whole again. */
  int kept(String environment) {
    return snapshots.size(environment);
  }

  /** What is wanted; the instant as the database rounds it. */
  private record Sought(String environment, long position, Instant instant, List<String> by) {}

  /** Names of the environments that facts up to a position name, in order. */
  public List<String> environments(long position) {
    return jdbc.query(
        """
        select distinct environment from view.environment_fact
        where kind = 'environment' and valid_from <= ?
        order by environment
        """,
        (row, _) -> row.getString(1),
        position);
  }
}
