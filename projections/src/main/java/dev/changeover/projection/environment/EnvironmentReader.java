package dev.changeover.projection.environment;

import dev.changeover.event.ActionRef;
import dev.changeover.projection.Progress;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads what was known of an environment as of a position, in one statement. */
public final class EnvironmentReader {
  private final JdbcTemplate jdbc;
  private final Progress progress;

  public EnvironmentReader(DataSource database) {
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
   * silent long before the instant: instances a week after their last sighting, releases that are
   * over after 100 days, and the like.
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
    States states = new States();
    String[] sought =
        Stream.of(
                actions.stream().map(Retention::soughtBy),
                actions.stream().map(ActionRef::type).distinct().map(Retention::soughtByType),
                businessKeys.stream().map(Retention::soughtBy))
            .flatMap(each -> each)
            .toArray(String[]::new);
    jdbc.query(
        """
        select kind, key, state from view.environment_fact
        where environment = ? and valid_from <= ? and valid_to is null
          and sought_by is null and fades_at > ?
        union all
        select kind, key, state from view.environment_fact
        where environment = ? and int8range(valid_from, valid_to) @> ? and valid_to is not null
          and sought_by is null and fades_at > ?
        union all
        select kind, key, state from view.environment_fact
        where environment = ? and sought_by = any (?)
          and valid_from <= ? and (valid_to is null or valid_to > ?) and fades_at > ?
        """,
        row -> {
          StateKind<?> kind = StateKind.named(row.getString(1));
          states.putRead(kind, row.getString(2), kind.read(row.getBytes(3)));
        },
        environment,
        position,
        Timestamp.from(instant),
        environment,
        position,
        Timestamp.from(instant),
        environment,
        sought,
        position,
        position,
        Timestamp.from(instant));
    return Assembly.of(environment, position, states);
  }

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
