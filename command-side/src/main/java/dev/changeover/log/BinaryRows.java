package dev.changeover.log;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows of {@code ledger.event} in PostgreSQL's binary COPY format: the cheapest way in. Source:
 * PostgreSQL documentation, COPY, "Binary Format".
 */
final class BinaryRows {
  private static final String COPY =
      """
      copy ledger.event (position, stream_seq, occurred_at, recorded_at, source, id, stored_type,
        environment, subject, stream, actor, content_sha256, payload, extras)
      from stdin (format binary)
      """;

  private static final short COLUMNS = 14;
  private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', -1, '\r', '\n', 0};
  private static final int FLAGS_AND_EXTENSION_BYTES = 8;
  private static final short END = -1;
  private static final int NULL = -1;
  private static final int FIXED_BYTES_OF_A_ROW = 2 + COLUMNS * 4 + 4 * Long.BYTES + 32;

  /** Timestamps are counted from here. */
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
  private int rows;

  BinaryRows() {
    buffer.put(SIGNATURE).put(new byte[FLAGS_AND_EXTENSION_BYTES]);
  }

  void add(LedgerRow row, long position, long streamSequence, Instant recordedAt) {
    ensure(FIXED_BYTES_OF_A_ROW + row.bytes());
    buffer.putShort(COLUMNS);
    number(position);
    number(streamSequence);
    number(micros(row.occurredAt()));
    number(micros(recordedAt));
    bytes(row.source());
    bytes(row.idText());
    bytes(row.storedType());
    bytes(row.environment());
    bytes(row.subject());
    bytes(row.streamText());
    bytes(row.actor());
    bytes(row.contentDigest().bytes());
    bytes(row.payload());
    bytes(row.extras());
    rows++;
  }

  boolean isEmpty() {
    return rows == 0;
  }

  /** Inserts the rows in the transaction of the connection. */
  void copyInto(Connection connection) throws SQLException {
    ensure(Short.BYTES);
    buffer.putShort(END);
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
    try {
      copy.writeToCopy(buffer.array(), 0, buffer.position());
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private void number(long value) {
    buffer.putInt(Long.BYTES).putLong(value);
  }

  private void bytes(byte @Nullable [] value) {
    if (value == null) {
      buffer.putInt(NULL);
    } else {
      buffer.putInt(value.length).put(value);
    }
  }

  private static long micros(Instant instant) {
    return EPOCH.until(instant, ChronoUnit.MICROS);
  }

  private void ensure(int more) {
    if (buffer.remaining() < more) {
      int needed = Math.addExact(buffer.position(), more);
      int size = (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, buffer.capacity() * 2L));
      buffer = ByteBuffer.wrap(Arrays.copyOf(buffer.array(), size)).position(buffer.position());
    }
  }
}
