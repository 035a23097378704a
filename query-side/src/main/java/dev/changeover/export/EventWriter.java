package dev.changeover.export;

import dev.changeover.ledger.StoredEvent;
import java.io.IOException;
import java.io.OutputStream;

/** Writes facts in one form, one after the other. */
interface EventWriter {

  /** What comes before the first fact. */
  default void begin(OutputStream out) throws IOException {}

  void write(StoredEvent event, OutputStream out) throws IOException;

  /** How many cells were changed so that no program takes them for a formula. */
  default long neutralisedCells() {
    return 0;
  }

  static EventWriter of(ExportFormat format) {
    return switch (format) {
      case JSONL -> new JsonLines();
      case CSV -> new Csv();
    };
  }
}
