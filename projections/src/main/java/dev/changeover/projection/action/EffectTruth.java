package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.EffectLookedUp;
import dev.changeover.event.Recorded;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is known of an effect at an instant, from all its tries and look-ups together. */
public sealed interface EffectTruth {

  /** What shows it, in order of time. */
  List<Recorded<?>> shownBy();

  /** Two sources contradict each other, and neither may be believed in silence. */
  record Disputed(Recorded<?> one, Recorded<?> other) implements EffectTruth {
    @Override
    public List<Recorded<?>> shownBy() {
      return List.of(one, other);
    }
  }

  /** It happened, or a part of it did. */
  record Happened(boolean inPart, List<Recorded<?>> shownBy) implements EffectTruth {}

  /**
   * It may have happened.
   *
   * @param lookUpCountsFrom from when on the callee's denial counts: no call can then be under way
   * @param tooEarly a look-up that denied it before that; empty: none
   */
  record InDoubt(
      Instant lookUpCountsFrom,
      Optional<Recorded<EffectLookedUp>> tooEarly,
      List<Recorded<?>> shownBy)
      implements EffectTruth {}

  /** A try at it has not ended, as far as is known. */
  record InProgress(List<Recorded<?>> shownBy) implements EffectTruth {}

  /** It happened and was undone. */
  record Undone(List<Recorded<?>> shownBy) implements EffectTruth {}

  /**
   * It provably did not happen.
   *
   * @param lookedUp the look-up in time that proves it; empty: the tries themselves do
   */
  record NeverHappened(Optional<Recorded<EffectLookedUp>> lookedUp, List<Recorded<?>> shownBy)
      implements EffectTruth {}

  /** No try at its step is known. */
  record NotTried() implements EffectTruth {
    @Override
    public List<Recorded<?>> shownBy() {
      return List.of();
    }
  }
}
