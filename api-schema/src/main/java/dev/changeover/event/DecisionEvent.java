package dev.changeover.event;

import org.jspecify.annotations.Nullable;

/** What people decided, with or against a verdict; {@code decision/<environment>/<subject>}. */
public sealed interface DecisionEvent extends Event {
  record DecisionRecorded(
      String question,
      String subject,
      @Nullable String target,
      String choice,
      String actor,
      @Nullable String reason,
      @Nullable VerdictReference verdict,
      @Nullable Boolean override)
      implements DecisionEvent {}

  /** The verdict that was seen: its permalink and the SHA-256 of its bytes. */
  record VerdictReference(@Nullable String permalink, @Nullable String digest) {}
}
