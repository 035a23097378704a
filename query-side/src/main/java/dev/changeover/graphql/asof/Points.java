package dev.changeover.graphql.asof;

import dev.changeover.ledger.PointsInHistory;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Settles what an {@link AsOf} means, at the beginning of a question. Two statements. */
@Component
public class Points {

  /** What verdicts know of environments; a read model that never ran knows nothing. */
  private static final String READ_MODEL =
      """
      select coalesce((select position from view.progress where name = 'environment'), -1)
      """;

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
    long readModels = database.sql(READ_MODEL).query(Long.class).single();
    return new Point(history.settle(given.position(), given.instant()), readModels);
  }
}
