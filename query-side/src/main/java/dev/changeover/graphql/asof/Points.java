package dev.changeover.graphql.asof;

import dev.changeover.ledger.PointsInHistory;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Settles what an {@link AsOf} means, at the beginning of a question: two statements. */
@Component
public class Points {

  /** What verdicts are made from; a read model that never ran knows nothing. */
  private static final String READ_MODELS =
      """
      select min(coalesce(progress.position, -1))
      from (values ('action'), ('environment')) as wanted (name)
      left join view.progress on progress.name = wanted.name
      """;

  /** Read models are milliseconds behind; whoever asks right after telling is spared an UNKNOWN. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final Duration BETWEEN_LOOKS = Duration.ofNanos(500_000);

  private final PointsInHistory history;
  private final JdbcClient database;

  Points(PointsInHistory history, JdbcClient database) {
    this.history = history;
    this.database = database;
  }

  /**
   * The point that is meant; null: the head, now.
   *
   * @throws dev.changeover.ledger.PointRefused where there is none such
   */
  public Point settle(@Nullable AsOf asOf) {
    AsOf given = asOf == null ? AsOf.NOW : asOf;
    var asked = history.settle(given.position(), given.instant());
    return new Point(asked, readModelsAt(asked.position()));
  }

  /** How far the read models have got; waits a moment where that is not as far as is asked. */
  private long readModelsAt(long wanted) {
    long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
    long position = readModels();
    while (position < wanted && System.nanoTime() - giveUpAt < 0) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      position = readModels();
    }
    return position;
  }

  private long readModels() {
    return database.sql(READ_MODELS).query(Long.class).single();
  }
}
