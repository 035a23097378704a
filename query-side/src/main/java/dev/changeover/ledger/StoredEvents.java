package dev.changeover.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Events of the log by position. */
public final class StoredEvents {

  /** The columns that {@link #read} wants, of the table or alias {@code e}. */
  public static final String COLUMNS =
      """
      e.position, e.source, e.id, e.stored_type, e.environment, e.subject, e.occurred_at,
      e.recorded_at, e.payload, e.extras
      """;

  private static final String BY_POSITION =
      "select %s from ledger.event e where e.position = any(:positions)".formatted(COLUMNS);

  private final JdbcClient database;

  public StoredEvents(JdbcClient database) {
    this.database = database;
  }

  /** The events at these positions; positions beyond the head are absent. One statement. */
  public Map<Long, StoredEvent> at(Collection<Long> positions) {
    return database
        .sql(BY_POSITION)
        .param("positions", positions.toArray(Long[]::new))
        .query((row, _) -> read(row))
        .list()
        .stream()
        .collect(Collectors.toMap(StoredEvent::position, Function.identity()));
  }

  /** Reads a row that has {@link #COLUMNS}. */
  public static StoredEvent read(ResultSet row) throws SQLException {
    return new StoredEvent(
        row.getLong("position"),
        row.getString("source"),
        row.getString("id"),
        row.getString("stored_type"),
        row.getString("environment"),
        row.getString("subject"),
        instant(row, "occurred_at"),
        instant(row, "recorded_at"),
        new String(row.getBytes("payload"), StandardCharsets.UTF_8),
        text(row.getBytes("extras")));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }
}
