package dev.changeover.log.axon;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The clock of the database, which all nodes share: what one of them claims until a time must not
 * depend on how its own clock stands. Asked again every few seconds; in between the JVM counts on,
 * whatever becomes of the clock of its machine.
 */
final class DatabaseClock extends Clock {
  private static final Duration ASKED_AGAIN_AFTER = Duration.ofSeconds(10);

  private static final Logger LOGGER = LoggerFactory.getLogger(DatabaseClock.class);

  private final JdbcClient database;
  private volatile Reading last;

  private record Reading(Instant time, long nanos) {
    Instant now() {
      return time.plusNanos(System.nanoTime() - nanos);
    }

    boolean isOld() {
      return System.nanoTime() - nanos > ASKED_AGAIN_AFTER.toNanos();
    }
  }

  DatabaseClock(DataSource database) {
    this.database = JdbcClient.create(database);
    this.last = read();
  }

  @Override
  public Instant instant() {
    if (last.isOld()) {
      ask();
    }
    return last.now();
  }

  /** While the database does not answer nothing can be claimed, so the last reading will do. */
  private void ask() {
    try {
      last = read();
    } catch (DataAccessException away) {
      LOGGER.debug("the database does not tell its time now", away);
    }
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? this : Clock.fixed(instant(), zone);
  }

  private Reading read() {
    Instant time =
        database.sql("select clock_timestamp()").query(OffsetDateTime.class).single().toInstant();
    return new Reading(time, System.nanoTime());
  }
}
