package dev.changeover.ops.interleavings;

import com.zaxxer.hikari.HikariDataSource;
import dev.changeover.log.GroupCommittingEventStorageEngine;
import dev.changeover.log.GroupCommittingFactLog;
import dev.changeover.log.LedgerMessageSource;
import dev.changeover.log.LedgerReader;
import dev.changeover.log.LedgerSignal;
import dev.changeover.log.LogLimits;
import dev.changeover.log.PostgresEventStorageEngine;
import dev.changeover.log.RememberedStreams;
import dev.changeover.log.axon.AxonWiring;
import dev.changeover.log.axon.DeadLetters;
import dev.changeover.ops.interleavings.Interleaving.Transaction;
import dev.changeover.projection.ViewSchema;
import dev.changeover.projection.processor.ProcessorWiring;
import dev.changeover.projection.processor.ProjectorProcessor;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Changeover's log. The writers are two nodes, with all that a node has to append with; the reader
 * is a third one that hears of commits from PostgreSQL alone, and on which a projection runs all
 * the time.
 */
final class OurLog implements Subject {
  private final JdbcClient sql;
  private final AnnotationConfigApplicationContext reading;
  private final List<GroupCommittingFactLog> factLogs = new ArrayList<>();
  private final List<Node> nodes;
  private final ProjectedIds projected = new ProjectedIds();
  private final ProjectorProcessor processor;

  /**
   * Makes its schema.
   *
   * @param database empty, and pooled; closed with this
   */
  OurLog(HikariDataSource database, Clock clock) {
    sql = JdbcClient.create(database);
    reading = new AnnotationConfigApplicationContext();
    reading.registerBean(
        DataSource.class, () -> database, definition -> definition.setDestroyMethodName("close"));
    reading.registerBean(
        PlatformTransactionManager.class, () -> new JdbcTransactionManager(database));
    reading.register(AxonWiring.class);
    reading.refresh();
    ViewSchema.migrate(database);
    nodes = IntStream.range(0, Draw.WRITERS).mapToObj(_ -> node(database, clock)).toList();
    processor =
        new ProjectorProcessor(
            projected,
            new ProcessorWiring(
                reading.getBean(LedgerMessageSource.class),
                reading.getBean(TokenStore.class),
                reading.getBean(TransactionManager.class),
                reading.getBean(PlatformTransactionManager.class),
                database,
                reading.getBean(DeadLetters.class)::of));
    processor.start();
  }

  private Node node(DataSource database, Clock clock) {
    Turns turns = new Turns();
    GatedDatabase gated = new GatedDatabase(database, turns);
    LedgerSignal signal = new LedgerSignal();
    GroupCommittingFactLog facts = new GroupCommittingFactLog(gated, signal, LogLimits.standard());
    factLogs.add(facts);
    return new Node(
        turns,
        gated,
        null,
        new GroupCommittingEventStorageEngine(
            new PostgresEventStorageEngine(gated, signal), facts, new RememberedStreams()),
        facts,
        clock);
  }

  @Override
  public Turns turns(int writer) {
    return nodes.get(writer).turns();
  }

  @Override
  public void write(int writer, Transaction transaction) {
    nodes.get(writer).write(transaction);
  }

  @Override
  public boolean holdsTheLog(int writer) {
    return nodes.get(writer).isWriting();
  }

  @Override
  public boolean isWriterWaiting() {
    return sql.sql(
            """
            select exists (select from pg_stat_activity
              where datname = current_database() and wait_event_type = 'Lock'
                and wait_event in ('transactionid', 'tuple'))
            """)
        .query(Boolean.class)
        .single();
  }

  @Override
  public long head() {
    return reading.getBean(LedgerReader.class).nextPosition() - 1;
  }

  @Override
  public List<String> committedAfter(long place) {
    return sql.sql("select id from ledger.event where position > ? order by position")
        .param(place)
        .query((row, _) -> row.getString(1))
        .list();
  }

  @Override
  public Reader readFromHere() {
    return new OurReader(
        reading.getBean(LedgerMessageSource.class), reading.getBean(LedgerSignal.class));
  }

  /** What the projection has got, when it has got all there is. */
  List<String> projected() {
    return projected.upTo(head());
  }

  @Override
  public void close() {
    processor.close();
    factLogs.forEach(GroupCommittingFactLog::close);
    reading.close();
  }
}
