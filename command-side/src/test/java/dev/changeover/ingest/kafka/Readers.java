package dev.changeover.ingest.kafka;

import dev.changeover.log.GroupCommittingFactLog;
import dev.changeover.log.LedgerSchema;
import dev.changeover.log.LedgerSignal;
import dev.changeover.log.LogLimits;
import dev.changeover.testing.PostgresExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Readers of one test, on a log of its own; all of them are closed after it. */
final class Readers implements AfterEachCallback {
  private final Brokers brokers;
  private final DataSource database = PostgresExtension.freshDatabase();
  private final LedgerView ledger = new LedgerView(database);
  private final List<KafkaIn> open = new ArrayList<>();
  private final GroupCommittingFactLog real;
  private final BreakableLog log;

  Readers(Brokers brokers) {
    this.brokers = brokers;
    LedgerSchema.migrate(database);
    this.real = new GroupCommittingFactLog(database, new LedgerSignal(), LogLimits.standard());
    this.log = anotherLog();
  }

  /** What is in the log. */
  LedgerView ledger() {
    return ledger;
  }

  /** The way to the log that readers take where they are given no other. */
  BreakableLog log() {
    return log;
  }

  /** Another way to the same log, which fails by itself. */
  BreakableLog anotherLog() {
    return new BreakableLog(real);
  }

  KafkaIn read(String topic) {
    return read(topic, "changeover", log, Map.of());
  }

  KafkaIn read(String topic, String group, BreakableLog into, Map<String, String> properties) {
    KafkaIn reader =
        Reader.start(
            brokers.addresses(), properties, group, topic, Set.of("production"), into, database);
    open.add(reader);
    return reader;
  }

  void stop(KafkaIn reader) {
    reader.close();
    open.remove(reader);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    open.forEach(KafkaIn::close);
    real.close();
  }
}
