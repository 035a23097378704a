package dev.changeover.ingest.otlp;

import dev.changeover.log.Alongside;
import java.util.List;

/**
 * Makes what is written in the transaction of an export's facts. For senders that cannot be told
 * what was refused of it.
 */
@FunctionalInterface
public interface WithRefusals {
  /** Nothing is written; the sender gets an answer. */
  WithRefusals ANSWERED = _ -> Alongside.NOTHING;

  /**
   * What is to be written.
   *
   * @param refused why items can never be accepted, one text each, as in {@link Taken}
   */
  Alongside given(List<String> refused);
}
