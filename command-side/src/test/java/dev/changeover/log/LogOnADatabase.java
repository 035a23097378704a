package dev.changeover.log;

import static dev.changeover.log.Facts.fact;
import static dev.changeover.log.Facts.facts;

import dev.changeover.event.Event;
import dev.changeover.event.Recorded;
import dev.changeover.testing.PostgresExtension;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A log on an empty, migrated database, for what every engine must hold to. */
@Timeout(60)
abstract class LogOnADatabase {

  /** A log on an empty, migrated database. */
  interface Log extends AutoCloseable {
    FactLog facts();

    EventStorageEngine engine();

    StreamableMessageSource<TrackedEventMessage<?>> source();

    @Override
    void close();
  }

  private DataSource database;
  private Log log;
  private JdbcClient sql;

  abstract Log open(DataSource database);

  @BeforeEach
  void start() {
    database = PostgresExtension.freshDatabase();
    LedgerSchema.migrate(database);
    log = open(database);
    sql = JdbcClient.create(database);
  }

  @AfterEach
  void stop() {
    log.close();
  }

  final DataSource database() {
    return database;
  }

  final Receipt append(NewFact fact) {
    return append(List.of(fact)).getFirst();
  }

  final List<Receipt> append(List<NewFact> facts) {
    return log.facts().append(facts).join();
  }

  /** Reads from the beginning; waits until there are so many. */
  @SuppressWarnings("unchecked")
  final List<Recorded<Event>> read(int count) {
    List<Recorded<Event>> read = new ArrayList<>();
    try (var stream = log.source().openStream(log.source().createTailToken())) {
      while (read.size() < count) {
        read.add((Recorded<Event>) stream.nextAvailable().getPayload());
      }
    } catch (InterruptedException stopped) {
      throw new IllegalStateException("stopped after %d facts".formatted(read.size()), stopped);
    }
    return read;
  }

  final Log log() {
    return log;
  }

  final JdbcClient sql() {
    return sql;
  }

  final long rows() {
    return sql.sql("select count(*) from ledger.event").query(Long.class).single();
  }
}
