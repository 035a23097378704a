package dev.changeover.ledger;

import dev.changeover.event.Event;
import dev.changeover.event.EventCatalog;
import dev.changeover.event.EventId;
import dev.changeover.event.Recorded;
import dev.changeover.event.Sha256;
import dev.changeover.event.StreamName;
import dev.changeover.event.json.EventJson;
import dev.changeover.projection.Projector;
import dev.changeover.projection.ViewSchema;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The tables of log and read models in one database, and a way to put facts into them. The tables
 * are those of the product; only the appender is not, which belongs to a module that this one does
 * not know.
 */
public final class TestLog {
  private static final String LEDGER = "filesystem:../command-side/src/main/resources/db/ledger";
  private static final String APPEND =
      """
      insert into ledger.event
        (position, stream_seq, occurred_at, recorded_at, source, id, stored_type, environment,
         subject, stream, content_sha256, payload, extras)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final JdbcTemplate jdbc;
  private final List<Projector> projectors;
  private final List<Recorded<?>> recorded = new ArrayList<>();
  private final Map<StreamName, Long> streams = new HashMap<>();
  private final List<@Nullable Object[]> waiting = new ArrayList<>();
  private boolean inBatch;
  private Instant lastRecordedAt = Instant.EPOCH;

  public TestLog(DataSource database, List<Projector> projectors) {
    this.jdbc = new JdbcTemplate(database);
    this.projectors = projectors;
  }

  /** Creates the tables. */
  public static void createTables(DataSource database) {
    migrate(database, "ledger", LEDGER);
    ViewSchema.migrate(database);
  }

  /** Records a fact of {@code production} at the moment when it happened. */
  public Recorded<?> append(Event event, Instant at) {
    return append("production", event, at, at, "it");
  }

  /** Records a fact and folds it into the read models. */
  public Recorded<?> append(
      @Nullable String environment,
      Event event,
      Instant occurredAt,
      Instant recordedAt,
      String subject) {
    var fact = record(environment, event, occurredAt, recordedAt, subject);
    projectors.forEach(each -> each.project(List.of(fact)));
    return fact;
  }

  /**
   * Records a fact that the read models have not taken in yet.
   *
   * @param noEarlier recorded then, or with the fact before it where that is later
   */
  public Recorded<?> record(
      @Nullable String environment,
      Event event,
      Instant occurredAt,
      Instant noEarlier,
      String subject) {
    long position = recorded.size();
    var recordedAt = noEarlier.isBefore(lastRecordedAt) ? lastRecordedAt : noEarlier;
    lastRecordedAt = recordedAt;
    var id = new EventId("/test", "e-" + position);
    var stream = StreamName.of(environment, event);
    long sequence = streams.merge(stream, 0L, (before, _) -> before + 1);
    byte[] payload = EventJson.write(event);
    var fact = new Recorded<>(position, id, environment, subject, occurredAt, recordedAt, event);
    recorded.add(fact);
    waiting.add(
        new @Nullable Object[] {
          position,
          sequence,
          utc(occurredAt),
          utc(recordedAt),
          id.source(),
          id.id(),
          EventCatalog.of(event.getClass()).type().toString(),
          environment,
          subject,
          stream.text(),
          Sha256.of(payload).bytes(),
          payload,
          null
        });
    if (!inBatch) {
      store();
    }
    return fact;
  }

  /** Stores all that is recorded within in one go. */
  public void inOneBatch(Runnable recording) {
    inBatch = true;
    recording.run();
    inBatch = false;
    store();
  }

  /** Position of the newest fact; -1: there is none. */
  public long head() {
    return recorded.size() - 1L;
  }

  private void store() {
    jdbc.batchUpdate(APPEND, waiting);
    waiting.clear();
    jdbc.update(
        "update ledger.head set next_position = ?, last_recorded_at = ?",
        recorded.size(),
        utc(lastRecordedAt));
  }

  private static void migrate(DataSource database, String schema, String location) {
    Flyway.configure()
        .dataSource(database)
        .schemas(schema)
        .createSchemas(true)
        .locations(location)
        .load()
        .migrate();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
