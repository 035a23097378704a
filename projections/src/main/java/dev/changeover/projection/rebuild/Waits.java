package dev.changeover.projection.rebuild;

import java.sql.SQLException;
import java.util.Set;
import org.springframework.dao.DataAccessException;

/** Tells faults that pass when others have ended their transactions. */
final class Waits {
  /** SQL states: lock not available in time, deadlock. */
  private static final Set<String> STATES = Set.of("55P03", "40P01");

  private Waits() {}

  /** Whether trying again is right. */
  static boolean isOver(DataAccessException fault) {
    return fault.getMostSpecificCause() instanceof SQLException sql
        && sql.getSQLState() != null
        && STATES.contains(sql.getSQLState());
  }
}
