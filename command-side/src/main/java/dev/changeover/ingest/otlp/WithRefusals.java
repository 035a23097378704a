package dev.changeover.ingest.otlp;

import dev.changeover.log.Beside;
import java.util.List;

/**
 * Makes what is recorded in the transaction of an export's facts. For senders that cannot be told
 * what was refused of it.
 */
@FunctionalInterface
public interface WithRefusals {
  /** Nothing is recorded; the sender gets an answer. */
  WithRefusals ANSWERED = _ -> Beside.NOTHING;

  /**
   * What is to be recorded.
   *
   * @param refused why items can never be accepted, one text each, as in {@link Taken}
   */
  Beside given(List<String> refused);
}
