package dev.changeover.publish;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@code ledger.publication}. Every change is one statement that commits by itself, so that no node
 * can freeze while it holds the row.
 */
final class PublicationTable {
  private static final String MAKE =
      "insert into ledger.publication (topic) values (:topic) on conflict do nothing";

  /**
   * A lease that ends later than any that is given out now was given out before the clock of the
   * database was set back; it would keep everybody waiting until that time comes again.
   */
  private static final String ACQUIRE =
      """
      update ledger.publication
      set epoch = epoch + 1, owner = :owner,
        leased_until = clock_timestamp() + make_interval(secs => :seconds)
      where topic = :topic
        and (leased_until <= clock_timestamp()
          or owner = :owner
          or leased_until > clock_timestamp() + make_interval(secs => 3 * :seconds))
      returning publisher_id, epoch
      """;

  private static final String RENEW =
      """
      update ledger.publication
      set leased_until = clock_timestamp() + make_interval(secs => :seconds)
      where topic = :topic and epoch = :epoch
      returning position
      """;

  private static final String ADVANCE =
      """
      update ledger.publication
      set position = :position,
        leased_until = clock_timestamp() + make_interval(secs => :seconds)
      where topic = :topic and epoch = :epoch and position < :position
      """;

  private static final String RELEASE =
      """
      update ledger.publication set leased_until = '-infinity'
      where topic = :topic and epoch = :epoch
      """;

  private static final String STANDING =
      """
      select coalesce(p.position, -1) as published, p.owner,
        h.next_position - 1 - coalesce(p.position, -1) as lag,
        greatest(0, extract(epoch from clock_timestamp() - e.recorded_at)) as waiting_seconds,
        coalesce(p.leased_until > clock_timestamp(), false) as leased
      from ledger.head h
        left join ledger.publication p on p.topic = :topic
        left join ledger.event e on e.position = coalesce(p.position, -1) + 1
      """;

  private final JdbcClient database;
  private final Duration lease;

  PublicationTable(DataSource database, Duration lease) {
    this.database = JdbcClient.create(database);
    this.lease = lease;
  }

  /**
   * Takes over, where nobody has the lease any more, or this node had it before it was started
   * again. Those who had it are refused from then on.
   */
  Optional<Lease> acquire(String topic, String owner) {
    database.sql(MAKE).param("topic", topic).update();
    return database
        .sql(ACQUIRE)
        .param("topic", topic)
        .param("owner", owner)
        .param("seconds", seconds())
        .query(
            (row, _) ->
                new Lease(topic, row.getObject("publisher_id", UUID.class), row.getLong("epoch")))
        .optional();
  }

  /**
   * Makes the lease last from now on.
   *
   * @return the last position known to be in the topic
   * @throws LeaseLost where another node has taken over
   */
  long renew(Lease held) {
    return database
        .sql(RENEW)
        .param("topic", held.topic())
        .param("epoch", held.epoch())
        .param("seconds", seconds())
        .query(Long.class)
        .optional()
        .orElseThrow(() -> new LeaseLost(held));
  }

  /**
   * Notes that the topic holds all facts up to a position, and renews the lease.
   *
   * @throws LeaseLost where another node has taken over
   */
  void advance(Lease held, long position) {
    int rows =
        database
            .sql(ADVANCE)
            .param("topic", held.topic())
            .param("epoch", held.epoch())
            .param("position", position)
            .param("seconds", seconds())
            .update();
    if (rows == 0) {
      throw new LeaseLost(held);
    }
  }

  /** Lets others take over at once; does nothing where one has. */
  void release(Lease held) {
    database.sql(RELEASE).param("topic", held.topic()).param("epoch", held.epoch()).update();
  }

  Standing standing(String topic) {
    return database.sql(STANDING).param("topic", topic).query((row, _) -> standing(row)).single();
  }

  private static Standing standing(ResultSet row) throws SQLException {
    return new Standing(
        row.getLong("published"),
        row.getLong("lag"),
        Duration.ofMillis(Math.round(row.getDouble("waiting_seconds") * 1_000)),
        row.getString("owner"),
        row.getBoolean("leased"));
  }

  private double seconds() {
    return lease.toMillis() / 1_000.0;
  }
}
