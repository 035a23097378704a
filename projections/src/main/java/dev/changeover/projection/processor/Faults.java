package dev.changeover.projection.processor;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells faults that one fact causes from those that every fact would meet. */
final class Faults {
  /** SQL states: data exception, constraint violated, limit exceeded. */
  private static final Set<String> ABOUT_THE_DATA = Set.of("22", "23", "54");

  private Faults() {}

  /** A lost connection, a deadlock, a missing table: trying the batch again is right. */
  static boolean isNotOfTheFact(RuntimeException fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return !isAboutTheData(sql.getSQLState());
      }
    }
    return fault instanceof DataAccessException || fault instanceof TransactionException;
  }

  private static boolean isAboutTheData(@Nullable String state) {
    return state != null && state.length() == 5 && ABOUT_THE_DATA.contains(state.substring(0, 2));
  }
}
