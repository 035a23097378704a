package dev.changeover.log;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Takes facts. Safe for use by many threads; concurrency makes commits larger, not more frequent.
 */
public interface FactLog {

  /**
   * Appends facts that were sent together. They are committed together; a fact that is a duplicate
   * or a conflict does not hinder the others.
   *
   * @return one receipt for each fact, in order, completed after the commit; completed
   *     exceptionally with {@link LogUnavailable} where nothing was (or may have been) stored and
   *     sending again is right
   * @throws UnstorableFact where one of the facts can never be stored; nothing was. {@link
   *     NewFact#check()} tells it for one fact, before
   */
  default CompletableFuture<List<Receipt>> append(List<NewFact> facts) {
    return append(facts, Alongside.NOTHING);
  }

  /**
   * As {@link #append(List)}, and writes something else in the same transaction.
   *
   * @param facts may be none
   * @return completed exceptionally also with {@link Fenced}, where the other forbade it
   */
  CompletableFuture<List<Receipt>> append(List<NewFact> facts, Alongside alongside);
}
