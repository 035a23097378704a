package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.EffectOutcome;
import dev.changeover.event.ActionEvent.EffectRecorded;
import dev.changeover.event.Recorded;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one effect from one try at its step.
 *
 * @param told what the try itself told of the effect, in order of time; may be empty
 * @param outcome what follows from that and from how the try ended; empty: the try has not told of
 *     its end, so nothing follows yet
 */
public record EffectTry(
    Attempt attempt, List<Recorded<EffectRecorded>> told, Optional<EffectOutcome> outcome) {

  /** The first key that was told. */
  public Optional<String> keyHash() {
    return hashes(told, EffectRecorded::keyHash).stream().findFirst();
  }

  /** The first payload that was told. */
  public Optional<String> payloadHash() {
    return hashes(told, EffectRecorded::payloadHash).stream().findFirst();
  }

  /** Each hash that these words tell, in lower case. */
  static List<String> hashes(
      List<Recorded<EffectRecorded>> words, Function<EffectRecorded, @Nullable String> which) {
    return words.stream()
        .flatMap(each -> Optional.ofNullable(which.apply(each.event())).stream())
        .map(hash -> hash.toLowerCase(Locale.ROOT))
        .distinct()
        .toList();
  }
}
