package dev.changeover.projection.action;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sets one array parameter after the other; the statement casts the texts. */
final class ArraysOfRows<T> {
  private final PreparedStatement statement;
  private final List<T> rows;
  private int index = 1;

  ArraysOfRows(PreparedStatement statement, List<T> rows) {
    this.statement = statement;
    this.rows = rows;
  }

  void text(Function<T, @Nullable Object> value) throws SQLException {
    @Nullable Object[] texts = new @Nullable Object[rows.size()];
    for (int i = 0; i < texts.length; i++) {
      Object each = value.apply(rows.get(i));
      texts[i] = each == null ? null : each.toString();
    }
    statement.setArray(index++, statement.getConnection().createArrayOf("text", texts));
  }
}
