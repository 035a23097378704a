package dev.changeover.projection.environment;

import dev.changeover.projection.environment.Change.StateKey;
import dev.changeover.projection.environment.EnvironmentSnapshot.Held;
import dev.changeover.projection.environment.EnvironmentSnapshot.Kept;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The states of one environment, by kind and key; each has the form of its kind. */
final class States {
  private final Map<StateKind<?>, TreeMap<String, Object>> byKind = new LinkedHashMap<>();

  <S> @Nullable S get(StateKey<S> key) {
    TreeMap<String, S> states = ofKind(key.kind());
    return states.get(key.text());
  }

  /** All states of a kind in order of their keys. */
  <S> List<S> all(StateKind<S> kind) {
    return new ArrayList<>(this.<S>ofKind(kind).values());
  }

  <S> void put(StateKey<S> key, S state) {
    this.<S>ofKind(key.kind()).put(key.text(), state);
  }

  /** Puts a state that was read as the form of its kind. */
  void putRead(StateKind<?> kind, String key, Object state) {
    this.<Object>ofKind(kind).put(key, state);
  }

  /** Merges one fact in. */
  <S> S apply(Change<S> change) {
    S merged = change.merge().with(get(change.to()));
    put(change.to(), merged);
    return merged;
  }

  /** Those that are read with their environment at the instant. */
  States readAt(Instant instant) {
    States read = new States();
    LeftBehind left = new LeftBehind(instant);
    byKind.forEach(
        (kind, states) ->
            states.forEach(
                (key, state) -> {
                  if (kind.retentionOfAny().keeps(state, instant)) {
                    read.putRead(kind, key, state);
                  }
                  left.take(new Kept(kind, key, Held.of(kind, state)));
                }));
    left.putInto(read);
    return read;
  }

  /** Only states of the kind's form are ever put under a kind. */
  @SuppressWarnings({"unchecked", "NonApiType"})
  private <S> TreeMap<String, S> ofKind(StateKind<?> kind) {
    return (TreeMap<String, S>)
        (TreeMap<String, ?>) byKind.computeIfAbsent(kind, _ -> new TreeMap<>());
  }
}
