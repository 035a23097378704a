package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.EffectOutcome;
import dev.changeover.event.ActionEvent.EffectRecorded;
import dev.changeover.event.Recorded;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one effect from one try at its step.
 *
 * @param told what the try itself told of the effect, in order of time; may be empty
 * @param outcome what follows from that and from how the try ended; empty: the try has not told of
 *     its end, so nothing follows yet
 */
public record EffectTry(
    Attempt attempt, List<Recorded<EffectRecorded>> told, Optional<EffectOutcome> outcome) {

  /** SHA-256 of the idempotency key that was sent, where it was told. */
  public Optional<String> keyHash() {
    return told.stream()
        .flatMap(each -> Optional.ofNullable(each.event().keyHash()).stream())
        .findFirst();
  }

  /** SHA-256 of the payload that was sent, where it was told. */
  public Optional<String> payloadHash() {
    return told.stream()
        .flatMap(each -> Optional.ofNullable(each.event().payloadHash()).stream())
        .findFirst();
  }
}
