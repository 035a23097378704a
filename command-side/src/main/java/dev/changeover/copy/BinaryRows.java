package dev.changeover.copy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.core.Oid;

/**
 * Rows in PostgreSQL's binary COPY format. Begin a row, add its columns in order, then the next.
 * Source: PostgreSQL documentation, COPY, "Binary Format".
 */
public final class BinaryRows {
  private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', -1, '\r', '\n', 0};
  private static final int FLAGS_AND_EXTENSION_BYTES = 8;
  private static final short END = -1;
  private static final int NULL = -1;

  /** Timestamps are counted from here. */
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private final short columns;
  private ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
  private int rows;

  /** No rows yet. */
  public BinaryRows(int columns) {
    this.columns = (short) columns;
    buffer.put(SIGNATURE).put(new byte[FLAGS_AND_EXTENSION_BYTES]);
  }

  /** Begins a row. */
  public BinaryRows row() {
    ensure(Short.BYTES);
    buffer.putShort(columns);
    rows++;
    return this;
  }

  /** A bigint. */
  public BinaryRows number(long value) {
    ensure(Integer.BYTES + Long.BYTES);
    buffer.putInt(Long.BYTES).putLong(value);
    return this;
  }

  /** A boolean. */
  public BinaryRows flag(boolean value) {
    ensure(Integer.BYTES + Byte.BYTES);
    buffer.putInt(Byte.BYTES).put((byte) (value ? 1 : 0));
    return this;
  }

  /** A timestamptz, to the microsecond. */
  public BinaryRows instant(Instant value) {
    return number(EPOCH.until(value, ChronoUnit.MICROS));
  }

  /** A bytea; or a text, in UTF-8. */
  public BinaryRows bytes(byte @Nullable [] value) {
    if (value == null) {
      ensure(Integer.BYTES);
      buffer.putInt(NULL);
    } else {
      ensure(Integer.BYTES + value.length);
      buffer.putInt(value.length).put(value);
    }
    return this;
  }

  /** A text. */
  public BinaryRows text(@Nullable String value) {
    return bytes(value == null ? null : value.getBytes(UTF_8));
  }

  /** An array of bytea. */
  public BinaryRows allBytes(Collection<byte[]> values) {
    return array(Oid.BYTEA, values);
  }

  /** An array of text. */
  public BinaryRows texts(Collection<String> values) {
    return array(Oid.TEXT, values.stream().map(value -> value.getBytes(UTF_8)).toList());
  }

  private BinaryRows array(int elements, Collection<byte[]> values) {
    int dimensions = values.isEmpty() ? 0 : 1;
    int head = (3 + 2 * dimensions) * Integer.BYTES;
    int size = head + values.stream().mapToInt(value -> Integer.BYTES + value.length).sum();
    ensure(Integer.BYTES + size);
    buffer.putInt(size).putInt(dimensions).putInt(0).putInt(elements);
    if (dimensions > 0) {
      buffer.putInt(values.size()).putInt(1);
    }
    values.forEach(value -> buffer.putInt(value.length).put(value));
    return this;
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return rows == 0;
  }

  /**
   * Inserts the rows, in the transaction of the connection. Once.
   *
   * @param copy {@code copy … from stdin (format binary)}
   */
  public void into(Connection connection, String copy) throws SQLException {
    ensure(Short.BYTES);
    buffer.putShort(END);
    CopyIn open = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
    try {
      open.writeToCopy(buffer.array(), 0, buffer.position());
      open.endCopy();
    } finally {
      if (open.isActive()) {
        open.cancelCopy();
      }
    }
  }

  private void ensure(int more) {
    if (buffer.remaining() < more) {
      int needed = Math.addExact(buffer.position(), more);
      int size = (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, buffer.capacity() * 2L));
      buffer = ByteBuffer.wrap(Arrays.copyOf(buffer.array(), size)).position(buffer.position());
    }
  }
}
