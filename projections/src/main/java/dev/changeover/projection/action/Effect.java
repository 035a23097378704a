package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.EffectLookedUp;
import dev.changeover.event.ActionEvent.EffectRecorded;
import dev.changeover.event.Recorded;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A consequence of a step outside the action's own memory, told or implied.
 *
 * @param name as it was told or declared; the name of the step where it is only implied
 * @param target who it is on, e.g. {@code payment-provider}
 * @param tries one for each try at the step, in order of time
 * @param told every word of a try about it, also one of which nobody knows whose it is
 * @param lookUps what the callee, when asked, said of it, in order of time
 * @param keyTtl how long the callee remembers a key from its first use; empty: not told
 * @param queryable whether the callee can be asked
 * @param nameIsShared another step has an effect of this name, so that a look-up, which names no
 *     step, may be about either
 */
public record Effect(
    String step,
    String name,
    Optional<String> target,
    List<EffectTry> tries,
    List<Recorded<EffectRecorded>> told,
    List<Recorded<EffectLookedUp>> lookUps,
    Optional<Duration> keyTtl,
    boolean queryable,
    boolean nameIsShared) {

  /** E.g. {@code effect charge-card of step charge}. */
  public String subject() {
    return "effect " + name + " of step " + step;
  }

  /** SHA-256 of each idempotency key that was told, in lower case; more than one is a fault. */
  public List<String> keyHashes() {
    return EffectTry.hashes(told, EffectRecorded::keyHash);
  }

  /** SHA-256 of each payload that was told, in lower case. */
  public List<String> payloadHashes() {
    return EffectTry.hashes(told, EffectRecorded::payloadHash);
  }

  Effect sharingItsName() {
    return new Effect(step, name, target, tries, told, lookUps, keyTtl, queryable, true);
  }
}
