package dev.changeover.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database holds, and waiting for it. */
final class LedgerView {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  private final JdbcClient database;

  LedgerView(DataSource database) {
    this.database = JdbcClient.create(database);
  }

  /** Ids of events in the order of the log, gaps apart. */
  List<String> ids() {
    return database
        .sql(
            """
            select id from ledger.event where stored_type <> 'feed.gapfound.1' order by position
            """)
        .query((row, _) -> row.getString(1))
        .list();
  }

  /** Events and gaps. */
  int count() {
    return database.sql("select count(*) from ledger.event").query(Integer.class).single();
  }

  /** Payloads of recorded gaps. */
  List<String> gaps() {
    return database
        .sql(
            """
            select convert_from(payload, 'UTF8') from ledger.event
            where stored_type = 'feed.gapfound.1' order by position
            """)
        .query((row, _) -> row.getString(1))
        .list();
  }

  record Quarantined(long offset, String code, String reason, int bytes, long length) {}

  List<Quarantined> quarantined() {
    return database
        .sql(
            """
            select record_offset, code, reason, coalesce(octet_length(value_bytes), -1),
              coalesce(value_length, -1)
            from ledger.kafka_quarantine order by record_offset
            """)
        .query(
            (row, _) ->
                new Quarantined(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    row.getInt(4),
                    row.getLong(5)))
        .list();
  }

  /** Next offset of a partition; -1: none. */
  long next(String topic, int partition) {
    return offsetColumn("next_offset", topic, partition);
  }

  long claim(String topic, int partition) {
    return offsetColumn("claim", topic, partition);
  }

  private long offsetColumn(String column, String topic, int partition) {
    return database
        .sql(
            "select %s from ledger.kafka_offset where topic = ? and partition = ?"
                .formatted(column))
        .param(topic)
        .param(partition)
        .query(Long.class)
        .optional()
        .orElse(-1L);
  }

  void awaitNext(String topic, int partition, long offset) {
    await("next offset " + offset + " of " + topic, () -> next(topic, partition) == offset);
  }

  void awaitEvents(int count) {
    await(count + " events", () -> ids().size() >= count);
  }

  /** Looks until it is so. */
  static void await(String what, BooleanSupplier holds) {
    long until = System.nanoTime() + LONGEST_WAIT.toNanos();
    Semaphore never = new Semaphore(0);
    boolean so = holds.getAsBoolean();
    while (!so && System.nanoTime() < until) {
      try {
        assertThat(never.tryAcquire(20, TimeUnit.MILLISECONDS)).isFalse();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for " + what, stopped);
      }
      so = holds.getAsBoolean();
    }
    assertThat(so).as(what).isTrue();
  }
}
