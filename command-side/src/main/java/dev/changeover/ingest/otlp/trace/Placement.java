package dev.changeover.ingest.otlp.trace;

import dev.changeover.event.ActionRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a span belongs. Once given it never changes, so that a span that is sent again gives the
 * same facts.
 *
 * @param actions usually one; several where one span consumes messages of several actions; none
 *     where the span belongs to no action
 * @param how by what it was placed
 * @param step the step that it is or is part of; null: none
 * @param attempt of that step, from 1
 * @param effect name of its effect, unique among the effects of its step and attempt within the
 *     trace; null: none
 * @param ownStep an effect that no step is known for: it is a step of its own
 * @param failing true: with it the action failed, so that nothing of its trace waits any longer;
 *     null: it did not
 */
public record Placement(
    List<ActionRef> actions,
    How how,
    @Nullable String step,
    int attempt,
    @Nullable String effect,
    boolean ownStep,
    @Nullable Boolean failing) {

  public Placement(
      List<ActionRef> actions,
      How how,
      @Nullable String step,
      int attempt,
      @Nullable String effect,
      boolean ownStep) {
    this(actions, how, step, attempt, effect, ownStep, null);
  }

  public Placement {
    actions = List.copyOf(actions);
  }

  static final Placement NO_ACTION = new Placement(List.of(), How.NOWHERE, null, 1, null, false);

  /** The same, of a span with which the action failed. */
  Placement ofFailure() {
    return new Placement(actions, how, step, attempt, effect, ownStep, true);
  }

  /** Whether the action failed with it. */
  public boolean isOfFailure() {
    return Boolean.TRUE.equals(failing);
  }

  /** Whether anybody said what the action is. */
  public boolean declared() {
    return switch (how) {
      case NAMED, JOINED, BY_TRACE -> true;
      case UNMAPPED_ENTRY, UNMAPPED, NOWHERE -> false;
    };
  }

  /** By what a span was placed. */
  public enum How {
    /** It names the action itself. */
    NAMED,
    /** An ancestor or a linked span belongs to the action. */
    JOINED,
    /** Its trace has one action, and nothing says that the span belongs to another. */
    BY_TRACE,
    /** Nobody named an action; this span is where the work entered. */
    UNMAPPED_ENTRY,
    /** Nobody named an action; part of the unmapped one. */
    UNMAPPED,
    /** It belongs to no action. */
    NOWHERE
  }
}
