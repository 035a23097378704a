package dev.changeover.export;

import org.springframework.http.HttpStatus;

/** An export that cannot be made as it was asked for. */
final class ExportRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final HttpStatus status;

  ExportRefused(HttpStatus status, String message) {
    super(message);
    this.status = status;
  }

  HttpStatus status() {
    return status;
  }
}
