package dev.changeover.ingest.kafka;

import dev.changeover.log.Alongside;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** {@code ledger.kafka_offset}: who may go on with a partition, and from where. */
final class OffsetTable {
  /** A claim waits for an append of the reader before it; a frozen one is cut off after 30 s. */
  private static final int LONGEST_WAIT_SECONDS = 40;

  private static final String COLUMNS =
      "cluster_id, topic, partition, topic_id, claim, next_offset, leader_epoch";

  private final DataSource database;
  private final int mostQuarantinedBytes;

  OffsetTable(DataSource database, int mostQuarantinedBytes) {
    this.database = database;
    this.mostQuarantinedBytes = mostQuarantinedBytes;
  }

  /**
   * Makes the newest claim. From its commit on, nobody with an older one can append.
   *
   * @param topicId of the topic as it is now; the answer has that of the records taken so far
   * @param beginning where to begin if nothing has ever been taken
   */
  Claim claim(String clusterId, String topic, int partition, String topicId, long beginning)
      throws SQLException {
    String upsert =
        """
        insert into ledger.kafka_offset as old
          (cluster_id, topic, partition, topic_id, next_offset, claim)
        values (?, ?, ?, ?, ?, 1)
        on conflict on constraint kafka_offset_pk
          do update set claim = old.claim + 1, changed_at = clock_timestamp()
        returning %s"""
            .formatted(COLUMNS);
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(upsert)) {
      statement.setQueryTimeout(LONGEST_WAIT_SECONDS);
      statement.setString(1, clusterId);
      statement.setString(2, topic);
      statement.setInt(3, partition);
      statement.setString(4, topicId);
      statement.setLong(5, beginning);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return read(row);
      }
    }
  }

  /** What holds of a partition now; empty: nobody has ever claimed it. */
  Optional<Claim> newest(Claim of) throws SQLException {
    String select =
        """
        select %s from ledger.kafka_offset
        where cluster_id = ? and topic = ? and partition = ?"""
            .formatted(COLUMNS);
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setString(1, of.clusterId());
      statement.setString(2, of.topic());
      statement.setInt(3, of.partition());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(read(row)) : Optional.empty();
      }
    }
  }

  /**
   * Moves the offset along with the facts, if the claim still holds and nobody has moved it.
   *
   * @param to the same claim where reading goes on
   * @param poison what is in between and cannot be taken
   */
  Alongside move(Claim from, Claim to, List<Poison> poison) {
    return open -> {
      boolean moved = move(open, from, to);
      if (moved) {
        Quarantine.put(open, from, poison, mostQuarantinedBytes);
      }
      return moved;
    };
  }

  private static boolean move(Connection open, Claim from, Claim to) throws SQLException {
    String update =
        """
        update ledger.kafka_offset
        set next_offset = ?, leader_epoch = ?, topic_id = ?, changed_at = clock_timestamp()
        where cluster_id = ? and topic = ? and partition = ? and claim = ? and next_offset = ?""";
    try (PreparedStatement statement = open.prepareStatement(update)) {
      statement.setLong(1, to.nextOffset());
      statement.setObject(2, to.leaderEpoch(), Types.INTEGER);
      statement.setString(3, to.topicId());
      statement.setString(4, from.clusterId());
      statement.setString(5, from.topic());
      statement.setInt(6, from.partition());
      statement.setLong(7, from.number());
      statement.setLong(8, from.nextOffset());
      return statement.executeUpdate() == 1;
    }
  }

  private static Claim read(ResultSet row) throws SQLException {
    return new Claim(
        row.getString("cluster_id"),
        row.getString("topic"),
        row.getInt("partition"),
        row.getString("topic_id"),
        row.getLong("claim"),
        row.getLong("next_offset"),
        row.getObject("leader_epoch", Integer.class));
  }
}
