package dev.changeover.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.testing.PostgresExtension;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArraysOfRowsIT {
  @Test
  void moments_keep_their_microsecond_in_all_years_that_the_log_takes() throws SQLException {
    List<@Nullable Instant> moments =
        Arrays.asList(
            Instant.parse("0001-01-01T00:00:00Z"),
            Instant.parse("1583-10-15T07:08:09.123457Z"),
            Instant.parse("1969-12-31T23:59:59.999999Z"),
            null,
            Instant.parse("2026-03-29T01:30:00.000001Z"),
            Instant.parse("9999-12-31T23:59:59.999999Z"));
    List<@Nullable Instant> kept = new ArrayList<>();
    try (Connection connection = PostgresExtension.freshDatabase().getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "select %s from unnest(?) as told (at)".formatted(ArraysOfRows.instant("at")))) {
      new ArraysOfRows<>(statement, moments).instant(at -> at);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          OffsetDateTime at = row.getObject(1, OffsetDateTime.class);
          kept.add(at == null ? null : at.toInstant());
        }
      }
    }
    assertThat(kept).isEqualTo(moments);
  }
}
