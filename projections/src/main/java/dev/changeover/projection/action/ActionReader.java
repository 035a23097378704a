package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.ActionRef;
import dev.changeover.event.Event;
import dev.changeover.event.EventId;
import dev.changeover.event.Recorded;
import dev.changeover.event.StoredType;
import dev.changeover.event.StreamName;
import dev.changeover.event.json.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads what is known of actions from their events in the log, as of a position. */
public final class ActionReader {
  private static final String FACTS =
      """
      select position, source, id, environment, subject, occurred_at, recorded_at, stored_type, payload
      from ledger.event
      where stream = any (?::text[]) and position <= ?
      order by stream, stream_seq
      """;

  /** From so many on, events are decoded on all processors. */
  private static final int MANY = 500;

  private final JdbcTemplate jdbc;

  public ActionReader(DataSource database) {
    this.jdbc = new JdbcTemplate(database);
  }

  /** What is known of one action; without events where nothing is. */
  public ActionHistory read(String environment, ActionRef ref, long position) {
    return Objects.requireNonNull(readAll(environment, List.of(ref), position).get(ref));
  }

  /**
   * What is known of these actions, with one statement; each is in the answer, in the order given.
   */
  public Map<ActionRef, ActionHistory> readAll(
      String environment, Collection<ActionRef> refs, long position) {
    Map<ActionRef, List<Recorded<OfAction>>> facts = new LinkedHashMap<>();
    refs.forEach(ref -> facts.put(ref, new ArrayList<>()));
    if (!refs.isEmpty()) {
      String[] streams =
          facts.keySet().stream()
              .map(ref -> StreamName.ofAction(environment, ref).text())
              .toArray(String[]::new);
      List<Row> rows = jdbc.query(FACTS, (row, _) -> new Row(row), streams, position);
      (rows.size() < MANY ? rows.stream() : rows.parallelStream())
          .map(Row::read)
          .forEachOrdered(fact -> add(fact, facts));
    }
    Map<ActionRef, ActionHistory> histories = new LinkedHashMap<>();
    facts.forEach((ref, known) -> histories.put(ref, new ActionHistory(environment, ref, known)));
    return histories;
  }

  private static void add(Recorded<OfAction> fact, Map<ActionRef, List<Recorded<OfAction>>> facts) {
    List<Recorded<OfAction>> known = facts.get(fact.event().action());
    if (known != null) {
      known.add(fact);
    }
  }

  /** An event as it is stored. */
  private static final class Row {
    private final long position;
    private final EventId id;
    private final @Nullable String environment;
    private final String subject;
    private final Instant occurredAt;
    private final Instant recordedAt;
    private final String storedType;
    private final byte[] payload;

    Row(ResultSet row) throws SQLException {
      this.position = row.getLong("position");
      this.id = new EventId(row.getString("source"), row.getString("id"));
      this.environment = row.getString("environment");
      this.subject = row.getString("subject");
      this.occurredAt = row.getObject("occurred_at", OffsetDateTime.class).toInstant();
      this.recordedAt = row.getObject("recorded_at", OffsetDateTime.class).toInstant();
      this.storedType = row.getString("stored_type");
      this.payload = row.getBytes("payload");
    }

    Recorded<OfAction> read() {
      Event event = EventJson.read(StoredType.parse(storedType), payload);
      if (event instanceof OfAction ofAction) {
        return new Recorded<>(position, id, environment, subject, occurredAt, recordedAt, ofAction);
      }
      throw new IllegalStateException(
          "event %d is in the stream of an action and is a %s; StreamName and the log disagree"
              .formatted(position, storedType));
    }
  }
}
