package dev.changeover.export;

/** In which form the facts are written. */
public enum ExportFormat {
  /** One JSON object per line: the truth. */
  JSONL,
  /** RFC 4180, for spreadsheets: a view, in which cells that could be formulas are defused. */
  CSV;

  /** Name of the file in the archive. */
  String fileName() {
    return switch (this) {
      case JSONL -> "events.jsonl";
      case CSV -> "events.csv";
    };
  }
}
