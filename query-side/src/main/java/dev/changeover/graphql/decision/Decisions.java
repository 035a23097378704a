package dev.changeover.graphql.decision;

import dev.changeover.event.DecisionEvent.DecisionRecorded;
import dev.changeover.event.Recorded;
import dev.changeover.ledger.StoredEvent;
import dev.changeover.ledger.StoredEvents;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All decisions on subjects, from the log: also those that later ones have replaced. */
@Component
class Decisions {

  /** More than these on one subject are not shown; the latest are. */
  private static final int MOST = 100;

  private static final String OF_STREAMS =
      """
      select s.stream, %s
      from unnest(:streams) as s (stream)
      cross join lateral (
        select * from ledger.event
        where stream = s.stream and position <= :position
        order by stream_seq desc
        limit :most
      ) e
      order by e.position
      """
          .formatted(StoredEvents.COLUMNS);

  private final JdbcClient database;

  Decisions(JdbcClient database) {
    this.database = database;
  }

  /**
   * What is asked for.
   *
   * @param subjects each name that a decision may have given the subject
   */
  record Key(String environment, List<String> subjects, long position) {
    Stream<String> streams() {
      return subjects.stream().map(each -> "decision/" + environment + "/" + each);
    }
  }

  /** The decisions on one subject, in the order of the log. */
  record OnSubject(List<Recorded<DecisionRecorded>> decisions) {}

  /** The decisions on each subject, as known at its position. One statement. */
  Map<Key, OnSubject> all(Collection<Key> keys) {
    String[] streams = keys.stream().flatMap(Key::streams).distinct().toArray(String[]::new);
    long position = keys.stream().mapToLong(Key::position).max().orElse(-1);
    Map<String, List<Told>> told =
        database
            .sql(OF_STREAMS)
            .param("streams", streams)
            .param("position", position)
            .param("most", MOST)
            .query((row, _) -> new Told(row.getString("stream"), StoredEvents.read(row)))
            .list()
            .stream()
            .collect(Collectors.groupingBy(Told::stream));
    return keys.stream().collect(Collectors.toMap(Function.identity(), key -> of(key, told)));
  }

  private record Told(String stream, StoredEvent event) {}

  private static OnSubject of(Key key, Map<String, List<Told>> told) {
    return new OnSubject(
        key.streams()
            .flatMap(stream -> told.getOrDefault(stream, List.of()).stream())
            .map(Told::event)
            .filter(each -> each.position() <= key.position())
            .flatMap(each -> each.recorded(DecisionRecorded.class).stream())
            .sorted(Comparator.comparingLong(Recorded::position))
            .toList());
  }
}
