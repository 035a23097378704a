package dev.changeover.ops.interleavings;

import com.zaxxer.hikari.HikariDataSource;
import dev.changeover.ops.interleavings.Interleaving.Transaction;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Axon's own JDBC engine as its documentation sets it up, with all defaults: a gap in the numbers
 * is kept in the token until an event beside it is older than 60 s.
 */
final class StockLog implements Subject {
  private final HikariDataSource database;
  private final JdbcClient sql;
  private final JdbcEventStorageEngine reading;
  private final List<Node> nodes;

  /**
   * Makes its schema.
   *
   * @param database empty, and pooled; closed with this
   */
  StockLog(HikariDataSource database, Clock clock) {
    this.database = database;
    this.sql = JdbcClient.create(database);
    var transactions = new JdbcTransactionManager(database);
    this.reading = engine(database, transactions);
    new TransactionTemplate(transactions)
        .executeWithoutResult(_ -> reading.createSchema(PostgresEventTableFactory.INSTANCE));
    this.nodes = IntStream.range(0, Draw.WRITERS).mapToObj(_ -> node(clock)).toList();
  }

  private Node node(Clock clock) {
    Turns turns = new Turns();
    GatedDatabase gated = new GatedDatabase(database, turns);
    var transactions = new JdbcTransactionManager(gated);
    return new Node(
        turns,
        gated,
        new TransactionTemplate(transactions),
        engine(gated, transactions),
        null,
        clock);
  }

  private static JdbcEventStorageEngine engine(
      DataSource database, PlatformTransactionManager transactions) {
    Serializer serializer = Jackson3Serializer.builder().build();
    return JdbcEventStorageEngine.builder()
        .connectionProvider(new SpringDataSourceConnectionProvider(database))
        .transactionManager(new SpringTransactionManager(transactions))
        .eventSerializer(serializer)
        .snapshotSerializer(serializer)
        .build();
  }

  @Override
  public Turns turns(int writer) {
    return nodes.get(writer).turns();
  }

  @Override
  public void write(int writer, Transaction transaction) {
    nodes.get(writer).write(transaction);
  }

  /** Numbers come from a sequence, for which nobody waits. */
  @Override
  public boolean holdsTheLog(int writer) {
    return false;
  }

  @Override
  public boolean isWriterWaiting() {
    return false;
  }

  @Override
  public long head() {
    return sql.sql("select coalesce(max(globalindex), 0) from domainevententry")
        .query(Long.class)
        .single();
  }

  @Override
  public List<String> committedAfter(long place) {
    return sql.sql(
            "select eventidentifier from domainevententry where globalindex > ? order by"
                + " globalindex")
        .param(place)
        .query((row, _) -> row.getString(1))
        .list();
  }

  @Override
  public Reader readFromHere() {
    return new StockReader(reading);
  }

  @Override
  public void close() {
    database.close();
  }
}
