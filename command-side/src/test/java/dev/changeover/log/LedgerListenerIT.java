package dev.changeover.log;

import static dev.changeover.log.Facts.fact;
import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.testing.PostgresExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two nodes on one log: one writes, the other reads. */
@Timeout(60)
class LedgerListenerIT {
  private DataSource database;
  private GroupCommittingFactLog writer;
  private LedgerSignal signalOfReader;
  private LedgerListener listener;

  @BeforeEach
  void start() throws InterruptedException {
    database = PostgresExtension.freshDatabase();
    LedgerSchema.migrate(database);
    writer = new GroupCommittingFactLog(database, new LedgerSignal(), LogLimits.standard());
    signalOfReader = new LedgerSignal();
    listener = new LedgerListener(database, signalOfReader);
    assertThat(listener.awaitListening(Duration.ofSeconds(10))).isTrue();
  }

  @AfterEach
  void stop() {
    listener.close();
    writer.close();
  }

  @Test
  void the_commit_of_another_node_wakes_a_reader() throws InterruptedException {
    var woken = new Semaphore(0);
    try (var _ = signalOfReader.watch(woken::release)) {
      writer.append(List.of(fact("x"))).join();
      // Silence is broken every two seconds anyway; this comes well before.
      assertThat(woken.tryAcquire(1_500, TimeUnit.MILLISECONDS)).isTrue();
    }
  }

  @Test
  void a_reader_on_another_node_goes_on_after_the_connection_was_lost()
      throws InterruptedException {
    var source = new LedgerMessageSource(new LedgerReader(database), signalOfReader);
    try (var stream = source.openStream(source.createTailToken())) {
      JdbcClient.create(database)
          .sql(
              """
              select count(pg_terminate_backend(pid)) from pg_stat_activity
              where datname = current_database() and query like 'listen%'
              """)
          .query(Long.class)
          .single();
      writer.append(List.of(fact("x"))).join();
      assertThat(stream.nextAvailable().getIdentifier()).isEqualTo("/test x");
    }
  }
}
