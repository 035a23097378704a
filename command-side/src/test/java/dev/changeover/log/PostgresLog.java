package dev.changeover.log;

import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;

/** The log that the product runs on. */
record PostgresLog(
    GroupCommittingFactLog facts,
    EventStorageEngine engine,
    StreamableMessageSource<TrackedEventMessage<?>> source,
    LedgerListener listener)
    implements LogOnADatabase.Log {

  static PostgresLog on(DataSource database) {
    var signal = new LedgerSignal();
    return new PostgresLog(
        new GroupCommittingFactLog(database, signal, LogLimits.standard()),
        new PostgresEventStorageEngine(database, signal),
        new LedgerMessageSource(new LedgerReader(database), signal),
        new LedgerListener(database, signal));
  }

  @Override
  public void close() {
    listener.close();
    facts.close();
  }
}
