package dev.changeover.ops.interleavings;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.changeover.log.GroupCommittingFactLog;
import dev.changeover.ops.interleavings.Driver.Outcome;
import dev.changeover.testing.PostgresExtension;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * No reader misses a committed event, however transactions lie across one another, whatever clocks
 * say. Axon's own engine goes through the same and is the proof that the trial is one. The long
 * form is {@code make interleavings}: {@code -Dinterleavings.count}, {@code -Dinterleavings.seed},
 * and {@code -Dinterleavings.from} to begin with a later one.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
class InterleavingsIT {
  private static final long SEED = Long.getLong("interleavings.seed", 1);
  private static final int FROM = Integer.getInteger("interleavings.from", 1);
  private static final int COUNT = Integer.getInteger("interleavings.count", 200);
  private static final int CONNECTIONS = 16;

  /** They tell at length of each connection that is cut. */
  private static final List<String> LOUD =
      List.of(
          GroupCommittingFactLog.class.getName(),
          JdbcTransactionManager.class.getName(),
          HikariDataSource.class.getPackageName());

  private static final LoggingSystem LOGGING =
      LoggingSystem.get(InterleavingsIT.class.getClassLoader());

  private final DrivenClock clock = new DrivenClock();
  private final Clock before = GenericEventMessage.clock;

  @BeforeEach
  void give_axon_the_driven_clock() {
    GenericEventMessage.clock = clock;
    LOUD.forEach(each -> LOGGING.setLogLevel(each, LogLevel.OFF));
  }

  @AfterEach
  void give_axon_its_clock_back() {
    GenericEventMessage.clock = before;
    LOUD.forEach(each -> LOGGING.setLogLevel(each, null));
  }

  @Test
  void our_reader_misses_nothing_that_is_committed_and_the_stock_one_does() {
    List<String> all = new ArrayList<>();
    Tally ours = new Tally("Changeover");
    Tally stock = new Tally("JdbcEventStorageEngine of Axon 4.13");
    OurLog log = new OurLog(database(), clock);
    try (Driver our = new Driver(log, clock);
        Driver its = new Driver(new StockLog(database(), clock), clock)) {
      for (int number = FROM; number < FROM + COUNT; number++) {
        Interleaving drawn = Draw.interleaving(SEED, number);
        Outcome outcome = our.drive(drawn);
        assertThat(outcome.seen()).as(drawn.toString()).isEqualTo(outcome.committed());
        all.addAll(outcome.committed());
        ours.add(outcome);
        Outcome control = its.drive(drawn);
        assertThat(control.committed())
            .as("both logs hold the same after %s", drawn)
            .containsExactlyInAnyOrderElementsOf(outcome.committed());
        stock.add(control);
        if (number % 1_000 == 0) {
          say(ours, stock);
        }
      }
      say(ours, stock);
      assertThat(log.projected()).as("what the projection was given").isEqualTo(all);
      assertThat(stock.missed()).as("what the stock reader misses").isPositive();
    }
  }

  private static HikariDataSource database() {
    HikariDataSource database = new HikariDataSource();
    database.setDataSource(PostgresExtension.freshDatabase());
    database.setMaximumPoolSize(CONNECTIONS);
    return database;
  }

  @SuppressWarnings("SystemOut")
  private static void say(Tally... tallies) {
    System.out.println("seed " + SEED);
    for (Tally each : tallies) {
      System.out.println("  " + each);
    }
  }
}
