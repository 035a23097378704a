package dev.changeover.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.changeover.event.Event;
import dev.changeover.event.EventId;
import dev.changeover.event.Recorded;
import dev.changeover.event.StoredType;
import dev.changeover.event.json.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code ledger.event}, not yet decoded: reading the log on must not depend on every
 * payload being readable.
 *
 * @param position dense index from 0
 * @param id source and id
 * @param storedType stable name and version of the payload's form, e.g. {@code worker.reported.1}
 * @param environment null for none
 * @param subject the name of the thing, as the source named it
 * @param stream kind/environment/name
 * @param streamSequence number within the stream, from 0
 * @param occurredAt claimed by the source
 * @param recordedAt clock of the database, never going back
 * @param actor who gave the command; null for observed facts
 * @param payload UTF-8 JSON as stored
 * @param extras JSON object; null: nothing
 */
public record StoredFact(
    long position,
    EventId id,
    String storedType,
    @Nullable String environment,
    String subject,
    String stream,
    long streamSequence,
    Instant occurredAt,
    Instant recordedAt,
    @Nullable String actor,
    String payload,
    @Nullable String extras) {

  static final String COLUMNS =
      """
      position, source, id, stored_type, environment, subject, stream, stream_seq, occurred_at,
        recorded_at, actor, payload, extras\
      """;

  /**
   * The fact as a record.
   *
   * @throws UnreadableFact where its type is not in the catalog or its payload is not of that type
   */
  public Recorded<Event> decode() {
    try {
      Event event = EventJson.read(StoredType.parse(storedType), payload.getBytes(UTF_8));
      return new Recorded<>(position, id, environment, subject, occurredAt, recordedAt, event);
    } catch (RuntimeException wrong) {
      throw new UnreadableFact(position, storedType, wrong);
    }
  }

  /** A row of {@link #COLUMNS}. */
  static StoredFact of(ResultSet row) throws SQLException {
    byte[] extras = row.getBytes(13);
    return new StoredFact(
        row.getLong(1),
        new EventId(row.getString(2), row.getString(3)),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getLong(8),
        instant(row, 9),
        instant(row, 10),
        row.getString(11),
        new String(row.getBytes(12), UTF_8),
        extras == null ? null : new String(extras, UTF_8));
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
