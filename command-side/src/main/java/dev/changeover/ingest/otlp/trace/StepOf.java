package dev.changeover.ingest.otlp.trace;

import org.jspecify.annotations.Nullable;

/** Which step a span is part of. */
sealed interface StepOf {
  /** The nearest one around it. */
  record Step(String name, int attempt) implements StepOf {}

  /** Up to the root there is none. */
  record None() implements StepOf {}

  /** A parent has not come yet. */
  record NotYetKnown() implements StepOf {}

  /** A step of this name, {@link None} where it is null. */
  static StepOf named(@Nullable String name, int attempt) {
    return name == null ? new None() : new Step(name, attempt);
  }
}
