package dev.changeover.ops.projecting;

import dev.changeover.event.OtherFact;
import dev.changeover.event.Recorded;
import dev.changeover.projection.Projector;
import dev.changeover.projection.Tables;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes each position into a row. Its table takes a position once, so a fact that was handed over
 * twice across transactions, or a batch without its transaction, is a fault. A fact whose content
 * is {@code "poison"} breaks it until it is healed; {@code "null"} breaks a constraint.
 */
final class CountingProjector implements Projector {
  private final JdbcClient sql;
  private final Tables tables;
  private final Map<Long, CountDownLatch> awaited = new ConcurrentHashMap<>();
  final AtomicInteger batches = new AtomicInteger();
  volatile boolean healed;

  CountingProjector(JdbcClient sql) {
    this(sql, Tables.LIVE);
    sql.sql("create table view.seen (position bigint primary key, content text not null)").update();
  }

  private CountingProjector(JdbcClient sql, Tables tables) {
    this.sql = sql;
    this.tables = tables;
  }

  @Override
  public String name() {
    return "counting";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void project(List<Recorded<?>> batch) {
    batches.incrementAndGet();
    for (Recorded<?> fact : batch) {
      String content = ((OtherFact) fact.event()).content();
      if (!healed && content.equals("\"poison\"")) {
        throw new IllegalArgumentException("cannot fold " + fact.position());
      }
      sql.sql(tables.in("insert into view.seen (position, content) values (?, ?)"))
          .param(fact.position())
          .param(!healed && content.equals("\"null\"") ? null : content)
          .update();
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            batch.forEach(fact -> latch(fact.position()).countDown());
          }
        });
  }

  @Override
  public List<String> tables() {
    return List.of("seen");
  }

  @Override
  public Projector into(Tables elsewhere) {
    return new CountingProjector(sql, elsewhere);
  }

  @Override
  public void reset() {
    sql.sql(tables.in("delete from view.seen")).update();
    awaited.clear();
  }

  @Override
  public String digest() {
    return "";
  }

  /** Down when the row of this position has been committed. */
  CountDownLatch latch(long position) {
    return awaited.computeIfAbsent(position, _ -> new CountDownLatch(1));
  }

  List<Long> positions() {
    return sql.sql(tables.in("select position from view.seen order by position"))
        .query((row, _) -> row.getLong(1))
        .list();
  }
}
