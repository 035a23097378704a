package dev.changeover.ops.server;

import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What other nodes on the same database are at work on. */
final class OtherNodes {
  private final JdbcClient database;
  private final Duration claimHolds;

  /**
   * @param claimHolds for how long a claim holds that nobody renews
   */
  OtherNodes(JdbcClient database, Duration claimHolds) {
    this.database = database;
    this.claimHolds = claimHolds;
  }

  /** How far a read model has got that a node works on now, by the clock of the database. */
  Optional<Long> positionOf(String readModel) {
    return database
        .sql(
            """
            select coalesce(progress.position, -1)
            from ledger.token_entry claim
            left join view.progress on progress.name = claim.processor_name
            where claim.processor_name = :name and claim.segment = 0 and claim.owner is not null
              and claim.claimed_at::timestamptz > clock_timestamp() - make_interval(secs => :holds)
            """)
        .param("name", readModel)
        .param("holds", claimHolds.toSeconds())
        .query(Long.class)
        .optional();
  }
}
