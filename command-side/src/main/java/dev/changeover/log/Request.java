package dev.changeover.log;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Facts that were sent together and wait for their commit.
 *
 * @param rows never empty
 * @param answer completed once, after the commit or its failure
 */
record Request(List<LedgerRow> rows, CompletableFuture<List<Receipt>> answer) {

  Request(List<LedgerRow> rows) {
    this(rows, new CompletableFuture<>());
  }

  long bytes() {
    return rows.stream().mapToLong(LedgerRow::bytes).sum();
  }

  /** The database can never take these rows. */
  void refuse(SQLException cause) {
    answer.completeExceptionally(
        new UnstorableFact(
            rows.getFirst().id(), "it, or one that came with it, is refused by PostgreSQL", cause));
  }
}
