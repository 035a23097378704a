package dev.changeover.projection.environment;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.changeover.event.Sha256;
import dev.changeover.event.json.EventJson;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What one fact does to one state. */
record Change<S>(StateKey<S> to, Merge<S> merge) {
  /** With an environment and a kind it still fits into an index entry, 2,704 bytes. */
  private static final int LONGEST_KEY_BYTES = 2_000;

  /** Merges into a state that is only known to be of this kind; all of a kind have its form. */
  @SuppressWarnings("unchecked")
  Object mergeAny(@Nullable Object known) {
    return ((Merge<Object>) merge).with(known);
  }

  /** A join: commutative, associative and idempotent in the facts that it merges. */
  interface Merge<S> {
    S with(@Nullable S known);
  }

  /** Where a state is kept: its kind and the names that tell it from others of the kind. */
  record StateKey<S>(StateKind<S> kind, String text) {}

  static <S> Change<S> of(StateKind<S> kind, Merge<S> merge, @Nullable String... names) {
    return new Change<>(new StateKey<>(kind, key(names)), merge);
  }

  /** What a value says, as text: the same for equal values. */
  static String text(Object value) {
    return EventJson.mapper().writeValueAsString(value);
  }

  /**
   * The names as a JSON array, so that no two lists of names read the same. What an index could not
   * hold is told apart by its digest: names are found in the state, never read out of the key.
   */
  static String key(@Nullable String... names) {
    String key = EventJson.mapper().writeValueAsString(Arrays.asList(names));
    byte[] bytes = key.getBytes(UTF_8);
    return bytes.length <= LONGEST_KEY_BYTES ? key : Sha256.of(bytes).hex();
  }
}
