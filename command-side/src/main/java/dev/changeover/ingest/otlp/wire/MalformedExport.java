package dev.changeover.ingest.otlp.wire;

/** A body that is not of the form it claims. Answered with 400: it must not be sent again. */
public final class MalformedExport extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedExport(String message, Throwable cause) {
    super(message, cause);
  }
}
