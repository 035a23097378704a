package dev.changeover.log;

import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;

class PostgresEventLogIT extends EventLogConformance {

  @Override
  Log open(DataSource database) {
    var signal = new LedgerSignal();
    var facts = new GroupCommittingFactLog(database, signal, LogLimits.standard());
    var listener = new LedgerListener(database, signal);
    var engine = new PostgresEventStorageEngine(database, signal);
    var source = new LedgerMessageSource(new LedgerReader(database), signal);
    return new Log() {
      @Override
      public FactLog facts() {
        return facts;
      }

      @Override
      public EventStorageEngine engine() {
        return engine;
      }

      @Override
      public StreamableMessageSource<TrackedEventMessage<?>> source() {
        return source;
      }

      @Override
      public void close() {
        listener.close();
        facts.close();
      }
    };
  }
}
