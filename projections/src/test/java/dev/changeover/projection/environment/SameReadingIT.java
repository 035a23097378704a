package dev.changeover.projection.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.ActionRef;
import dev.changeover.event.CallbackEvent.CallbackReceived;
import dev.changeover.event.CallbackEvent.CallbackRegistered;
import dev.changeover.event.Recorded;
import dev.changeover.projection.Progress;
import dev.changeover.projection.ViewSchema;
import dev.changeover.projection.environment.EnvironmentSnapshots.Reach;
import dev.changeover.testing.PostgresExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A reader that has read before says what one says that reads for the first time. */
class SameReadingIT {
  private static final int LENGTH = 160;

  /** As it is used; renewed with every position; and soon too far from what is asked. */
  private static final List<Reach> REACHES =
      List.of(Reach.USUAL, new Reach(0, 1_000), new Reach(2, 6));

  private static final DataSource DATABASE = database();

  private final EnvironmentProjector projector = new EnvironmentProjector(DATABASE);
  private final TransactionTemplate transactions =
      new TransactionTemplate(new DataSourceTransactionManager(DATABASE));

  private static DataSource database() {
    DataSource fresh = PostgresExtension.freshDatabase();
    ViewSchema.migrate(fresh);
    // The read model of actions is at the head, and lacks nothing.
    new Progress(fresh, "action").advance(Long.MAX_VALUE);
    return fresh;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whatever_comes_in_between_late_or_anew(long seed) {
    Random random = new Random(seed);
    List<Recorded<?>> facts = Histories.of(seed, LENGTH);
    List<Recorded<?>> late = new ArrayList<>();
    transactions.executeWithoutResult(_ -> projector.reset());
    EnvironmentReader warm = new EnvironmentReader(DATABASE, REACHES.get((int) (seed % 3)));
    int folded = 0;
    while (folded < LENGTH) {
      int next = Math.min(LENGTH, folded + 1 + random.nextInt(12));
      List<Recorded<?>> batch = new ArrayList<>(facts.subList(folded, next));
      if (batch.size() > 2) {
        late.add(batch.remove(random.nextInt(batch.size())));
      }
      project(batch);
      folded = next;
      asksAlike(warm, random, folded);
      if (!late.isEmpty() && random.nextInt(6) == 0) {
        project(List.of(late.removeFirst()));
        asksAlike(warm, random, folded);
      }
      if (random.nextInt(25) == 0) {
        transactions.executeWithoutResult(_ -> projector.reset());
        asksAlike(warm, random, folded);
        project(facts.subList(0, folded));
        late.clear();
        asksAlike(warm, random, folded);
      }
    }
  }

  @Test
  void what_only_those_read_who_seek_it_leaves_the_environment() {
    ActionRef order = new ActionRef("order", "1");
    List<Recorded<?>> facts =
        new Facts()
            .at("PT1M", new CallbackRegistered("capture-1", "bank", order, null, null, null))
            .at("PT2M", new CallbackReceived("capture-1", "bank", order, null, null))
            .list();
    transactions.executeWithoutResult(_ -> projector.reset());
    EnvironmentReader warm = new EnvironmentReader(DATABASE);

    project(facts.subList(0, 1));
    assertThat(warm.read("production", 0, Facts.after("PT3M")).callbacks()).hasSize(1);
    project(facts.subList(1, 2));

    assertThat(warm.read("production", 1, Facts.after("PT3M")).callbacks()).isEmpty();
    assertThat(warm.read("production", 1, Facts.after("PT3M"), List.of(order), Set.of()))
        .isEqualTo(EnvironmentFacts.fold("production", facts, 1));
  }

  @Test
  void instances_that_came_and_went_are_not_kept() {
    Facts history = new Facts();
    for (int day = 0; day < 40; day++) {
      for (int each = 0; each < 5; each++) {
        history.at("P%dD".formatted(day), Facts.seen("web", "2.4.0", "web-" + day + "-" + each));
      }
    }
    List<Recorded<?>> facts = history.list();
    transactions.executeWithoutResult(_ -> projector.reset());
    EnvironmentReader warm = new EnvironmentReader(DATABASE);
    List<Integer> kept = new ArrayList<>();

    for (int day = 0; day < 40; day++) {
      project(facts.subList(5 * day, 5 * day + 5));
      long position = 5L * day + 4;
      Instant evening = Facts.after("P%dDT3H".formatted(day));
      assertThat(warm.read("production", position, evening))
          .isEqualTo(new EnvironmentReader(DATABASE).read("production", position, evening));
      warm.read("production", position, evening.plus(Duration.ofDays(300)));
      kept.add(warm.kept("production"));
    }

    assertThat(kept.get(39)).isEqualTo(kept.get(15)).isLessThan(5 * 40);
    assertThat(kept.get(39)).isGreaterThan(5 * 7);
  }

  /** At the newest positions, as most do, and at any other; now, and at any other time. */
  private void asksAlike(EnvironmentReader warm, Random random, int folded) {
    for (int i = 0; i < 3; i++) {
      long position = i == 0 ? folded + 5L : Math.max(0, folded - 1 - random.nextInt(1 + folded));
      Instant instant =
          Histories.START
              .plusSeconds(10L * position)
              .plus(Duration.ofDays(random.nextInt(5) == 0 ? random.nextInt(120) : 0))
              .minusNanos(random.nextInt(2_000_000_000));
      List<ActionRef> actions =
          List.of(new ActionRef("order", "4711"), new ActionRef("order", "1"));
      Set<String> keys = Set.of("customer/42");

      assertThat(warm.read("production", position, instant, actions, keys))
          .isEqualTo(
              new EnvironmentReader(DATABASE).read("production", position, instant, actions, keys));
    }
  }

  private void project(List<Recorded<?>> batch) {
    transactions.executeWithoutResult(_ -> projector.project(batch));
  }
}
