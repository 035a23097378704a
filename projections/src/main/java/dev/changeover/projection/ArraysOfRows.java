package dev.changeover.projection;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sets columns of many rows, one array parameter after the other, for {@code unnest}. Arrays of the
 * very type go over the wire as they are; one of Object would be written as text and parsed.
 */
public final class ArraysOfRows<T extends @Nullable Object> {
  private final PreparedStatement statement;
  private final List<T> rows;
  private int index = 1;

  /** From the first parameter on. */
  public ArraysOfRows(PreparedStatement statement, List<T> rows) {
    this.statement = statement;
    this.rows = rows;
  }

  /** A text[]; the statement may cast it to what the texts say. */
  public ArraysOfRows<T> text(Function<T, @Nullable Object> value) throws SQLException {
    @Nullable String[] texts = new @Nullable String[rows.size()];
    for (int i = 0; i < texts.length; i++) {
      Object each = value.apply(rows.get(i));
      texts[i] = each == null ? null : each.toString();
    }
    return set("text", texts);
  }

  /** A bigint[]. */
  public ArraysOfRows<T> number(Function<T, @Nullable Long> value) throws SQLException {
    return set("bigint", rows.stream().map(value).toArray(Long[]::new));
  }

  /**
   * A bigint[] of microseconds since 1970, which {@link #instant(String)} turns into moments: an
   * array of moments goes over the wire as text.
   */
  public ArraysOfRows<T> instant(Function<T, @Nullable Instant> value) throws SQLException {
    return number(
        row -> {
          Instant at = value.apply(row);
          return at == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, at);
        });
  }

  /**
   * The moment that a column of microseconds since 1970 stands for, in SQL. Whole seconds apart:
   * PostgreSQL multiplies intervals in floating point, which ends at 285 years of microseconds.
   */
  public static String instant(String column) {
    return """
        timestamptz 'epoch' + %1$s / 1000000 * interval '1 second'
          + %1$s %% 1000000 * interval '1 microsecond'\
        """
        .formatted(column);
  }

  /** A bytea[]. */
  public ArraysOfRows<T> bytes(Function<T, byte[]> value) throws SQLException {
    return set("bytea", rows.stream().map(value).toArray(byte[][]::new));
  }

  private ArraysOfRows<T> set(String type, @Nullable Object[] values) throws SQLException {
    statement.setArray(index++, statement.getConnection().createArrayOf(type, values));
    return this;
  }
}
