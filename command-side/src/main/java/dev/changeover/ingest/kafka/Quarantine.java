package dev.changeover.ingest.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.changeover.event.Sha256;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code ledger.kafka_quarantine}: records that were passed over, and why. */
final class Quarantine {
  private static final int MOST_HEADERS = 64;
  private static final int MOST_HEADER_BYTES = 1024;

  private Quarantine() {}

  /** Puts records there, in a transaction of the caller. */
  static void put(Connection open, Claim claim, List<Poison> poison, int mostBytes)
      throws SQLException {
    if (poison.isEmpty()) {
      return;
    }
    String insert =
        """
        insert into ledger.kafka_quarantine (cluster_id, topic, topic_id, partition, record_offset,
          record_at, code, reason, headers, key_bytes, value_bytes, value_length, value_sha256)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)
        on conflict on constraint kafka_quarantine_pk do nothing""";
    try (PreparedStatement statement = open.prepareStatement(insert)) {
      for (Poison each : poison) {
        ConsumerRecord<byte[], byte[]> record = each.record();
        byte @Nullable [] value = record.value();
        statement.setString(1, claim.clusterId());
        statement.setString(2, claim.topic());
        statement.setString(3, claim.topicId());
        statement.setInt(4, claim.partition());
        statement.setLong(5, record.offset());
        statement.setObject(6, at(record), Types.TIMESTAMP_WITH_TIMEZONE);
        statement.setString(7, each.code().name());
        statement.setString(8, storable(each.reason()));
        statement.setString(9, headers(record).toString());
        statement.setBytes(10, cut(record.key(), mostBytes));
        statement.setBytes(11, cut(value, mostBytes));
        statement.setObject(12, value == null ? null : (long) value.length, Types.BIGINT);
        statement.setBytes(13, value == null ? null : Sha256.of(value).bytes());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static @Nullable Object at(ConsumerRecord<?, ?> record) {
    return record.timestampType() == TimestampType.NO_TIMESTAMP_TYPE
        ? null
        : Instant.ofEpochMilli(record.timestamp()).atOffset(ZoneOffset.UTC);
  }

  private static ArrayNode headers(ConsumerRecord<?, ?> record) {
    ArrayNode headers = JsonNodeFactory.instance.arrayNode();
    for (Header header : record.headers()) {
      if (headers.size() == MOST_HEADERS) {
        break;
      }
      byte @Nullable [] value = cut(header.value(), MOST_HEADER_BYTES);
      headers
          .addArray()
          .add(storable(header.key()))
          .add(value == null ? null : storable(new String(value, UTF_8)));
    }
    return headers;
  }

  private static byte @Nullable [] cut(byte @Nullable [] bytes, int most) {
    return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
  }

  /** PostgreSQL has no NUL, and half a surrogate pair is no character. */
  private static String storable(String text) {
    return new String(text.replace('\0', '\uFFFD').getBytes(UTF_8), UTF_8);
  }
}
