package dev.changeover.log;

import static dev.changeover.log.Facts.facts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.testing.PostgresExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Read models share what was read last; each must get what it would get alone. */
class RecentFactsIT {
  private static final int STEPS = 1_500;
  private static final int KEPT = 25;

  /** A reader that begins somewhere in the log, which may be its end. */
  private record Reader(long after, LedgerStream stream, List<Long> got) {
    void take(int most) throws InterruptedException {
      for (int i = 0; i < most && stream.hasNextAvailable(0, TimeUnit.SECONDS); i++) {
        got.add(stream.nextAvailable().trackingToken().position().orElseThrow());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void readers_wherever_they_stand_get_every_fact_once_and_in_order(long seed)
      throws InterruptedException {
    DataSource database = PostgresExtension.freshDatabase();
    LedgerSchema.migrate(database);
    LedgerSignal signal = new LedgerSignal();
    var recent = new RecentFacts(new LedgerReader(database), signal, KEPT);
    Random random = new Random(seed);
    List<Reader> readers = new ArrayList<>();
    int recorded = 0;
    try (var log = new GroupCommittingFactLog(database, signal, LogLimits.standard())) {
      for (int step = 0; step < STEPS; step++) {
        int dice = random.nextInt(100);
        if (dice < 20) {
          int more = random.nextInt(40);
          log.append(facts("x" + step + "-", more)).join();
          recorded += more;
        } else if (dice < 25 && readers.size() < 8) {
          long after = random.nextInt(recorded + 1) - 1L;
          readers.add(
              new Reader(after, new LedgerStream(recent, signal, after), new ArrayList<>()));
        } else if (!readers.isEmpty()) {
          readers.get(random.nextInt(readers.size())).take(random.nextInt(60));
        }
      }
    }
    for (Reader each : readers) {
      each.take(Integer.MAX_VALUE);
      assertThat(each.got())
          .isEqualTo(LongStream.range(each.after() + 1, recorded).boxed().toList());
    }
    assertThat(readers).hasSize(8);
  }
}
