package dev.changeover.ingest.otlp;

/** An export that is larger than the door takes at once; smaller ones are the cure. */
public final class ExportTooLarge extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ExportTooLarge(String message) {
    super(message);
  }
}
