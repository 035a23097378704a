package dev.changeover.graphql.asof;

import dev.changeover.ledger.PointsInHistory;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Settles what an {@link AsOf} means, at the beginning of a question. Two statements. */
@Component
public class Points {

  /** The read models that verdicts are made from; one that never ran knows nothing. */
  private static final String READ_MODELS =
      """
      select min(coalesce(p.position, -1))
      from (values ('action'), ('environment')) as wanted (name)
      left join view.progress p using (name)
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
    long readModels = database.sql(READ_MODELS).query(Long.class).single();
    return new Point(history.settle(given.position(), given.instant()), readModels);
  }
}
