package dev.changeover.explain.rollback;

import dev.changeover.explain.CitedFact;
import java.util.List;

/**
 * The transition as a whole.
 *
 * @param running changes of the environment that have started and not finished
 * @param seen the latest facts of the release; empty: nothing was ever told of it
 */
public record ReleaseUnderRollback(String name, List<CitedFact> running, List<CitedFact> seen)
    implements RollbackSubject {}
