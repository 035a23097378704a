package dev.changeover.ingest.kafka;

import dev.changeover.log.GroupCommittingFactLog;
import dev.changeover.log.LedgerSignal;
import dev.changeover.log.LogLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.postgresql.ds.PGSimpleDataSource;

/** One reader in a process of its own. */
final class ReaderProcess {
  private ReaderProcess() {}

  static ChildJvm of(
      Path output, String jdbcUrl, String user, String password, String brokers, String topic) {
    return new ChildJvm(
        output, ReaderProcess.class.getName(), List.of(jdbcUrl, user, password, brokers, topic));
  }

  /** Reads until it is killed. */
  public static void main(String[] arguments) throws InterruptedException {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(arguments[0]);
    database.setUser(arguments[1]);
    database.setPassword(arguments[2]);
    var log = new GroupCommittingFactLog(database, new LedgerSignal(), LogLimits.standard());
    var _ =
        Reader.start(
            arguments[3],
            Map.of("session.timeout.ms", "6000", "metadata.max.age.ms", "2000"),
            "changeover",
            arguments[4],
            Set.of("production"),
            log,
            database);
    new CountDownLatch(1).await();
  }
}
