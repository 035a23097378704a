package dev.changeover.log;

import static dev.changeover.log.Facts.facts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.testing.PostgresExtension;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Readers share what was read last, and not what keeps one of them. */
class SharedReadingIT {

  /** One connection in so many hangs as after a broken network, until it is let go. */
  private static final class Hanging extends DelegatingDataSource {
    final CountDownLatch hangs = new CountDownLatch(1);
    final CountDownLatch letGo = new CountDownLatch(1);
    final AtomicBoolean next = new AtomicBoolean();

    Hanging(DataSource database) {
      super(database);
    }

    @Override
    public Connection getConnection() throws java.sql.SQLException {
      if (next.compareAndSet(true, false)) {
        hangs.countDown();
        try {
          letGo.await();
        } catch (InterruptedException e) {
          throw new java.sql.SQLException(e);
        }
      }
      return super.getConnection();
    }
  }

  @Test
  @Timeout(60)
  void a_reader_is_not_held_up_by_a_read_of_another_that_hangs() throws Exception {
    DataSource database = PostgresExtension.freshDatabase();
    LedgerSchema.migrate(database);
    LedgerSignal signal = new LedgerSignal();
    var hanging = new Hanging(database);
    var recent = new RecentFacts(new LedgerReader(hanging), signal);
    try (var log = new GroupCommittingFactLog(database, signal, LogLimits.standard());
        var threads = Executors.newCachedThreadPool()) {
      log.append(facts("x", 10)).join();
      var first = new LedgerStream(recent, signal, -1);
      var second = new LedgerStream(recent, signal, 4);
      while (first.hasNextAvailable(0, TimeUnit.SECONDS)) {
        first.nextAvailable();
      }
      log.append(facts("y", 10)).join();
      hanging.next.set(true);
      Future<Boolean> hung = threads.submit(() -> first.hasNextAvailable(0, TimeUnit.SECONDS));
      hanging.hangs.await();
      try {
        Future<Boolean> other = threads.submit(() -> second.hasNextAvailable(0, TimeUnit.SECONDS));
        assertThat(other).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
      } finally {
        hanging.letGo.countDown();
      }
      assertThat(hung).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
    }
  }
}
