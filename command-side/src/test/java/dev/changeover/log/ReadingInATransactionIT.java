package dev.changeover.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.changeover.testing.PostgresExtension;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever reads the log within a transaction must not end it. */
class ReadingInATransactionIT {
  private DataSource database;
  private PostgresEventStorageEngine engine;

  @BeforeEach
  void start() {
    database = PostgresExtension.freshDatabase();
    LedgerSchema.migrate(database);
    engine = new PostgresEventStorageEngine(database, new LedgerSignal());
    JdbcClient.create(database).sql("create table beside (n int)").update();
  }

  private TransactionTemplate transaction() {
    return new TransactionTemplate(new JdbcTransactionManager(database));
  }

  private long count(String table) {
    return JdbcClient.create(database)
        .sql("select count(*) from " + table)
        .query(Long.class)
        .single();
  }

  @Test
  void a_decision_that_is_rolled_back_after_an_aggregate_was_loaded_is_not_in_the_log() {
    transaction()
        .executeWithoutResult(
            status -> {
              engine.appendEvents(Facts.decided("a", "d", 0));
              var _ = engine.readEvents("other/production/b").asStream().toList();
              status.setRollbackOnly();
            });
    assertThat(count("ledger.event")).isZero();
  }

  @Test
  void a_decision_whose_transaction_fails_later_can_be_decided_anew() {
    assertThatThrownBy(
            () ->
                transaction()
                    .executeWithoutResult(
                        _ -> {
                          engine.appendEvents(Facts.decided("a", "d", 0));
                          engine.lastSequenceNumberFor("other/production/b");
                          throw new IllegalStateException("refused");
                        }))
        .hasMessage("refused");
    transaction().executeWithoutResult(_ -> engine.appendEvents(Facts.decided("a", "d2", 0)));
    assertThat(count("ledger.event")).isEqualTo(1);
  }

  @Test
  void what_a_command_wrote_beside_is_rolled_back_with_it() {
    transaction()
        .executeWithoutResult(
            status -> {
              JdbcClient.create(database).sql("insert into beside values (1)").update();
              var _ = engine.readEvents("other/production/a").asStream().toList();
              status.setRollbackOnly();
            });
    assertThat(count("beside")).isZero();
  }

  @Test
  void a_savepoint_outlives_a_look_at_the_log() {
    transaction()
        .executeWithoutResult(
            status -> {
              Object savepoint = status.createSavepoint();
              engine.lastSequenceNumberFor("other/production/a");
              status.rollbackToSavepoint(savepoint);
            });
  }
}
