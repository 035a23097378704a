package dev.changeover.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.changeover.log.LedgerSchema;
import dev.changeover.testing.PostgresExtension;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class PublicationTableIT {
  private static final String TOPIC = "facts";

  private DataSource database;
  private PublicationTable table;

  @BeforeEach
  void start() {
    database = PostgresExtension.freshDatabase();
    LedgerSchema.migrate(database);
    table = new PublicationTable(database, Duration.ofMinutes(1));
  }

  @Test
  void only_one_node_has_the_lease() {
    assertThat(table.acquire(TOPIC, "a")).isPresent();
    assertThat(table.acquire(TOPIC, "b")).isEmpty();
    assertThat(table.acquire("other", "b")).isPresent();
  }

  @Test
  void a_node_that_is_started_again_need_not_wait_for_itself() {
    Lease before = table.acquire(TOPIC, "a").orElseThrow();
    Lease after = table.acquire(TOPIC, "a").orElseThrow();
    assertThat(after.epoch()).isGreaterThan(before.epoch());
    assertThat(after.transactionalId()).isEqualTo(before.transactionalId());
  }

  @Test
  void who_was_taken_over_from_moves_nothing() {
    Lease before = table.acquire(TOPIC, "a").orElseThrow();
    table.advance(before, 10);
    leaseEnds("clock_timestamp() - interval '1 s'");
    Lease after = table.acquire(TOPIC, "b").orElseThrow();
    assertThat(table.renew(after)).isEqualTo(10);
    table.advance(after, 20);

    assertThatThrownBy(() -> table.advance(before, 30)).isInstanceOf(LeaseLost.class);
    assertThatThrownBy(() -> table.renew(before)).isInstanceOf(LeaseLost.class);
    table.release(before);
    assertThat(table.acquire(TOPIC, "c")).isEmpty();
    assertThat(table.renew(after)).isEqualTo(20);
  }

  @Test
  void the_position_never_goes_back() {
    Lease lease = table.acquire(TOPIC, "a").orElseThrow();
    table.advance(lease, 20);
    assertThatThrownBy(() -> table.advance(lease, 19)).isInstanceOf(LeaseLost.class);
    assertThat(table.renew(lease)).isEqualTo(20);
  }

  @Test
  void a_lease_given_back_is_free_at_once() {
    table.release(table.acquire(TOPIC, "a").orElseThrow());
    assertThat(table.acquire(TOPIC, "b")).isPresent();
  }

  @Test
  void a_clock_that_was_set_back_keeps_nobody_waiting() {
    assertThat(table.acquire(TOPIC, "a")).isPresent();
    leaseEnds("clock_timestamp() + interval '1 h'");
    assertThat(table.acquire(TOPIC, "b")).isPresent();
  }

  @Test
  void the_standing_of_an_empty_log_is_nothing_to_do() {
    Standing standing = table.standing(TOPIC);
    assertThat(standing).isEqualTo(new Standing(-1, 0, Duration.ZERO, null, false));
  }

  private void leaseEnds(String at) {
    JdbcClient.create(database)
        .sql("update ledger.publication set leased_until = %s where topic = ?".formatted(at))
        .param(TOPIC)
        .update();
  }
}
