package dev.changeover.log;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Facts that were sent together and wait for their commit.
 *
 * @param rows empty only where something is written alongside
 * @param alongside written with them; may forbid them
 * @param answer completed once, after the commit or its failure
 */
record Request(List<LedgerRow> rows, Alongside alongside, CompletableFuture<List<Receipt>> answer) {

  Request(List<LedgerRow> rows, Alongside alongside) {
    this(rows, alongside, new CompletableFuture<>());
  }

  long bytes() {
    return rows.stream().mapToLong(LedgerRow::bytes).sum();
  }

  /** Nothing is lost if it waits for the next one of its kind. */
  boolean isOfHeartbeats() {
    return !rows.isEmpty() && rows.stream().allMatch(LedgerRow::isHeartbeat);
  }

  /** The database can never take these rows. */
  void refuse(SQLException cause) {
    answer.completeExceptionally(
        rows.isEmpty()
            ? new IllegalStateException("PostgreSQL refuses what comes without a fact", cause)
            : new UnstorableFact(
                rows.getFirst().id(),
                "it, or one that came with it, is refused by PostgreSQL",
                cause));
  }
}
