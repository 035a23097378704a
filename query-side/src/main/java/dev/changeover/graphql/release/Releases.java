package dev.changeover.graphql.release;

import dev.changeover.event.ReleaseEvent;
import dev.changeover.event.StreamName;
import dev.changeover.graphql.asof.Point;
import dev.changeover.graphql.environment.Environments;
import dev.changeover.ledger.StoredEvent;
import dev.changeover.ledger.StoredEvents;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.release.ReleaseFacts;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Releases at a point. */
@Component
public class Releases {
  private static final String OF_STREAM =
      """
      select %s from ledger.event e
      where e.stream = :stream and e.position <= :position
      order by e.stream_seq
      """
          .formatted(StoredEvents.COLUMNS);

  private static final Comparator<ReleaseNode> NEWEST_FIRST =
      Comparator.comparingLong(ReleaseNode::firstPosition).reversed();

  private final Environments environments;
  private final JdbcClient database;

  Releases(Environments environments, JdbcClient database) {
    this.environments = environments;
    this.database = database;
  }

  /**
   * The release; empty: nothing is known of it. One that was over so long ago that verdicts no
   * longer look at it is read from the log.
   */
  public Optional<ReleaseNode> find(String environment, String id, Point point) {
    EnvironmentFacts facts = environments.read(environment, point);
    return facts
        .release(id)
        .or(() -> fromLog(environment, id, point))
        .map(release -> new ReleaseNode(release, facts, point));
  }

  /**
   * Those that verdicts look at, newest first.
   *
   * @param environment null: all that the caller reaches; one statement for each
   */
  List<ReleaseNode> newestFirst(@Nullable String environment, Point point) {
    List<String> names = environment == null ? environments.names(point) : List.of(environment);
    return names.stream()
        .flatMap(name -> newestFirst(environments.read(name, point), point).stream())
        .sorted(NEWEST_FIRST)
        .toList();
  }

  /** Those of the environment that verdicts look at, newest first. */
  public static List<ReleaseNode> newestFirst(EnvironmentFacts facts, Point point) {
    return facts.releases().values().stream()
        .map(release -> new ReleaseNode(release, facts, point))
        .sorted(NEWEST_FIRST)
        .toList();
  }

  private Optional<ReleaseFacts> fromLog(String environment, String id, Point point) {
    List<StoredEvent> told =
        database
            .sql(OF_STREAM)
            .param("stream", StreamName.ofRelease(environment, id).text())
            .param("position", point.known())
            .query((row, _) -> StoredEvents.read(row))
            .list();
    return told.isEmpty()
        ? Optional.empty()
        : Optional.of(
            told.stream().reduce(ReleaseFacts.none(id), Releases::merge, (one, _) -> one));
  }

  private static ReleaseFacts merge(ReleaseFacts release, StoredEvent stored) {
    return stored.recorded(ReleaseEvent.class).map(release::merge).orElse(release);
  }
}
