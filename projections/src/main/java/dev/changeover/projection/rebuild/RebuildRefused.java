package dev.changeover.projection.rebuild;

/** A rebuild that cannot begin, or not be brought to its end; the live rows stay. */
public final class RebuildRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RebuildRefused(String message) {
    super(message);
  }
}
