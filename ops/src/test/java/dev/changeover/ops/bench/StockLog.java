package dev.changeover.ops.bench;

import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.PostgresTokenTableFactory;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * Axon's JDBC event store as its documentation sets it up, with JSON.
 *
 * @param tokens where processors keep their places
 */
record StockLog(
    JdbcTemplate jdbc,
    TransactionManager transactions,
    JdbcEventStorageEngine engine,
    EmbeddedEventStore store,
    JdbcTokenStore tokens) {

  /** What is said of one step of an action. */
  record Started(
      String action, String step, int attempt, String component, String version, String instance) {}

  /**
   * Creates its tables.
   *
   * @param database empty, and pooled
   */
  static StockLog in(DataSource database) {
    var transactions = new SpringTransactionManager(new JdbcTransactionManager(database));
    ConnectionProvider connections = new SpringDataSourceConnectionProvider(database);
    Jackson3Serializer serializer = serializer();
    var engine =
        JdbcEventStorageEngine.builder()
            .connectionProvider(connections)
            .transactionManager(transactions)
            .eventSerializer(serializer)
            .snapshotSerializer(serializer)
            .build();
    var tokens =
        JdbcTokenStore.builder()
            .connectionProvider(connections)
            .serializer(serializer)
            .contentType(byte[].class)
            .build();
    transactions.executeInTransaction(
        () -> {
          engine.createSchema(PostgresEventTableFactory.INSTANCE);
          tokens.createSchema(PostgresTokenTableFactory.INSTANCE);
        });
    return new StockLog(
        new JdbcTemplate(database),
        transactions,
        engine,
        EmbeddedEventStore.builder().storageEngine(engine).build(),
        tokens);
  }

  /** JSON; tokens of processors need to be allowed, or a replay cannot be read. */
  static Jackson3Serializer serializer() {
    return Jackson3Serializer.builder()
        .jsonMapperBuilderCustomizer(
            mapper ->
                mapper.polymorphicTypeValidator(
                    BasicPolymorphicTypeValidator.builder()
                        .allowIfBaseType("org.axonframework.")
                        .allowIfSubType("org.axonframework.")
                        .build()))
        .build();
  }
}
