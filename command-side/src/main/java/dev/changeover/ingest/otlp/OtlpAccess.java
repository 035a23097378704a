package dev.changeover.ingest.otlp;

import org.jspecify.annotations.Nullable;

/** Who may send here. The door knows no tokens; whoever wires it brings the check. */
@FunctionalInterface
public interface OtlpAccess {

  /**
   * The sender behind an {@code Authorization} header, or null where it may not send at all.
   *
   * @param authorization the header as sent, e.g. {@code Bearer chg_…}; null: there is none
   */
  @Nullable Sender enter(@Nullable String authorization);

  /** Somebody who may send. */
  @FunctionalInterface
  interface Sender {
    /**
     * Whether the sender may tell facts of this environment in the name of this source.
     *
     * @param source as the facts carry it, e.g. {@code otlp:/production/checkout}
     */
    boolean maySend(String environment, String source);
  }
}
