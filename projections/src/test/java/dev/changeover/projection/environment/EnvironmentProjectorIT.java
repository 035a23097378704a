package dev.changeover.projection.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.ActionRef;
import dev.changeover.event.Recorded;
import dev.changeover.projection.Progress;
import dev.changeover.projection.ViewSchema;
import dev.changeover.testing.PostgresExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import javax.sql.DataSource;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.BeforeTry;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

class EnvironmentProjectorIT {
  private static final int LENGTH = 90;

  private static final DataSource DATABASE = database();
  private static final EnvironmentProjector PROJECTOR = new EnvironmentProjector(DATABASE);
  private static final EnvironmentReader READER = new EnvironmentReader(DATABASE);
  private static final TransactionTemplate TRANSACTIONS =
      new TransactionTemplate(new DataSourceTransactionManager(DATABASE));

  private static DataSource database() {
    DataSource fresh = PostgresExtension.freshDatabase();
    ViewSchema.migrate(fresh);
    // The read model of actions is at the head, and lacks nothing.
    new Progress(fresh, "action").advance(Long.MAX_VALUE);
    return new SingleConnectionDataSource(connection(fresh), true);
  }

  private static Connection connection(DataSource source) {
    try {
      return source.getConnection();
    } catch (SQLException refused) {
      throw new IllegalStateException("the test database takes no connection", refused);
    }
  }

  @BeforeTry
  void start_empty() {
    TRANSACTIONS.executeWithoutResult(_ -> PROJECTOR.reset());
  }

  @Property(tries = 15, shrinking = ShrinkingMode.OFF)
  void as_of_any_position_the_rows_say_what_a_fold_up_to_it_says(@ForAll long seed) {
    List<Recorded<?>> facts = Histories.of(seed, LENGTH);
    inBatches(facts, new Random(seed), PROJECTOR::project);

    for (int position = 0; position < LENGTH; position += 11) {
      assertThat(read(position)).isEqualTo(folded(facts, position));
    }
    assertThat(READER.head()).isEqualTo(LENGTH - 1);
  }

  @Property(tries = 6, shrinking = ShrinkingMode.OFF)
  void at_any_instant_the_rows_leave_out_what_a_fold_leaves_out(@ForAll long seed) {
    List<Recorded<?>> facts = Histories.of(seed, LENGTH);
    inBatches(facts, new Random(seed), PROJECTOR::project);

    for (int days : new int[] {0, 7, 36, 101, 401}) {
      Instant instant = Histories.START.plus(Duration.ofDays(days).plusSeconds(450));
      assertThat(READER.read("production", 70, instant))
          .isEqualTo(EnvironmentFacts.fold("production", facts, 70, instant));
    }
  }

  @Property(tries = 6, shrinking = ShrinkingMode.OFF)
  void facts_given_again_change_no_row(@ForAll long seed) {
    List<Recorded<?>> facts = Histories.of(seed, LENGTH);
    inBatches(facts, new Random(seed), PROJECTOR::project);
    String before = PROJECTOR.digest();

    inBatches(facts.subList(LENGTH / 3, LENGTH), new Random(seed + 1), PROJECTOR::project);

    assertThat(PROJECTOR.digest()).isEqualTo(before);
    assertThat(READER.head()).isEqualTo(LENGTH - 1);
  }

  @Property(tries = 6, shrinking = ShrinkingMode.OFF)
  void a_rebuild_in_other_batches_gives_the_same_rows(@ForAll long seed) {
    List<Recorded<?>> facts = Histories.of(seed, LENGTH);
    inBatches(facts, new Random(seed), PROJECTOR::project);
    String before = PROJECTOR.digest();

    start_empty();
    assertThat(READER.head()).isEqualTo(-1);
    inBatches(facts, new Random(seed + 1), PROJECTOR::project);

    assertThat(PROJECTOR.digest()).isEqualTo(before);
  }

  @Property(tries = 6, shrinking = ShrinkingMode.OFF)
  void a_fact_folded_late_is_not_lost(@ForAll long seed) {
    List<Recorded<?>> facts = Histories.of(seed, LENGTH);
    List<Recorded<?>> held = List.of(facts.get(20), facts.get(50), facts.get(51));
    List<Recorded<?>> first = new ArrayList<>(facts);
    first.removeAll(held);
    inBatches(first, new Random(seed), PROJECTOR::project);

    held.forEach(fact -> TRANSACTIONS.executeWithoutResult(_ -> PROJECTOR.project(List.of(fact))));

    assertThat(read(LENGTH)).isEqualTo(folded(facts, LENGTH));
    assertThat(READER.head()).isEqualTo(LENGTH - 1);
  }

  @Property(tries = 5, shrinking = ShrinkingMode.OFF)
  void a_key_has_one_row_per_position_without_gaps(@ForAll long seed) {
    inBatches(Histories.of(seed, LENGTH), new Random(seed), PROJECTOR::project);

    assertThat(
            new JdbcTemplate(DATABASE)
                .queryForObject(
                    """
                    select count(*) from (
                      select valid_to, lead(valid_from) over (
                        partition by environment, kind, key order by valid_from) as next
                      from view.environment_fact) held
                    where valid_to is distinct from next
                    """,
                    Long.class))
        .isZero();
  }

  @Property(tries = 5, shrinking = ShrinkingMode.OFF)
  void environments_are_those_that_facts_name(@ForAll long seed) {
    List<Recorded<?>> facts = Histories.of(seed, LENGTH);
    inBatches(facts, new Random(seed), PROJECTOR::project);

    assertThat(READER.environments(LENGTH))
        .isEqualTo(
            facts.stream()
                .map(EnvironmentFold::environmentOf)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList());
    assertThat(READER.environments(-1)).isEmpty();
  }

  private static void inBatches(
      List<Recorded<?>> facts, Random random, Consumer<List<Recorded<?>>> project) {
    int from = 0;
    while (from < facts.size()) {
      List<Recorded<?>> batch =
          facts.subList(from, Math.min(facts.size(), from + 1 + random.nextInt(40)));
      TRANSACTIONS.executeWithoutResult(_ -> project.accept(batch));
      from += batch.size();
    }
  }

  private static EnvironmentFacts read(long position) {
    List<ActionRef> actions = Histories.ACTIONS;
    return READER.read("production", position, Histories.START, actions, Histories.KEYS);
  }

  private static EnvironmentFacts folded(List<Recorded<?>> facts, long position) {
    return EnvironmentFacts.fold("production", facts, position);
  }
}
