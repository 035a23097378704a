package dev.changeover.ops.rebuild;

import com.zaxxer.hikari.HikariDataSource;
import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionRef;
import dev.changeover.event.EventId;
import dev.changeover.event.Sha256;
import dev.changeover.log.FactLog;
import dev.changeover.log.LedgerMessageSource;
import dev.changeover.log.NewFact;
import dev.changeover.log.axon.AxonWiring;
import dev.changeover.log.axon.DeadLetters;
import dev.changeover.projection.Progress;
import dev.changeover.projection.Projector;
import dev.changeover.projection.ViewSchema;
import dev.changeover.projection.action.ActionProjector;
import dev.changeover.projection.processor.FoldVersion;
import dev.changeover.projection.processor.ProcessorWiring;
import dev.changeover.projection.processor.ProjectorProcessor;
import dev.changeover.testing.PostgresExtension;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** A log of actions and the read model of them, which is kept. */
final class Kept implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  final HikariDataSource database = new HikariDataSource();
  final JdbcClient sql;
  final Projector projector;
  final ProcessorWiring wiring;
  final ProjectorProcessor processor;
  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();
  private int sent;

  Kept() {
    database.setDataSource(PostgresExtension.freshDatabase());
    sql = JdbcClient.create(database);
    context.registerBean(
        DataSource.class, () -> database, definition -> definition.setDestroyMethodName("close"));
    context.registerBean(
        PlatformTransactionManager.class, () -> new JdbcTransactionManager(database));
    context.register(AxonWiring.class);
    context.refresh();
    ViewSchema.migrate(database);
    projector = new ActionProjector(database);
    wiring =
        new ProcessorWiring(
            context.getBean(LedgerMessageSource.class),
            context.getBean(TokenStore.class),
            context.getBean(TransactionManager.class),
            context.getBean(PlatformTransactionManager.class),
            database,
            context.getBean(DeadLetters.class)::of);
    processor = new ProjectorProcessor(projector, wiring);
    new FoldVersion(database, projector.name(), projector.version()).adopt();
    processor.start();
  }

  /** Appends so many facts. */
  void send(int facts) {
    context
        .getBean(FactLog.class)
        .append(IntStream.range(0, facts).mapToObj(_ -> fact("key-" + sent / 3)).toList())
        .join();
  }

  /** Writes one past the doors, which would not take it: its key is more than an index takes. */
  void sendTooLong(String key) {
    sql.sql(
            """
            with head as (
              update ledger.head set next_position = next_position + 1
              returning next_position - 1 as position)
            insert into ledger.event (position, stream_seq, occurred_at, recorded_at, source, id,
              stored_type, environment, subject, stream, content_sha256, payload)
            select position, 0, now(), now(), '/past/the/doors', position::text,
              'action.accepted.1', 'production', 'order/zz', 'action/production/order/zz',
              decode(repeat('00', 32), 'hex'), convert_to(:payload, 'UTF8') from head
            """)
        .param(
            "payload",
            "{\"action\":{\"type\":\"order\",\"id\":\"zz\"},\"key\":\"%s\"}".formatted(key))
        .update();
    sent++;
  }

  void awaitFolded() {
    long head = sent - 1L;
    Progress progress = new Progress(database, projector.name());
    long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
    while (progress.position() < head) {
      if (System.nanoTime() > giveUpAt) {
        throw new AssertionError("position %d is not folded".formatted(head));
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  long rows() {
    return sql.sql("select count(*) from view.action").query(Long.class).single();
  }

  private NewFact fact(String key) {
    int number = sent++;
    ActionRef action = new ActionRef("order", "o-" + number / 2);
    return new NewFact(
        new EventId("/test", "e-" + number),
        "production",
        "order/o-" + number / 2,
        Instant.EPOCH.plusSeconds(number),
        new ActionAccepted(action, key, "shop", "1." + number % 3, null),
        Sha256.of(("content " + number).getBytes(StandardCharsets.UTF_8)),
        null);
  }

  @Override
  public void close() {
    processor.close();
    context.close();
  }
}
