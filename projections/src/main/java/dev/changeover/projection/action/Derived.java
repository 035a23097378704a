package dev.changeover.projection.action;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What is derived of each part of an action, once for each. Parts are told apart by identity:
 * comparing them would cost more than it spares, and a part that is copied is derived again.
 */
final class Derived<P, D> {
  private final Map<P, D> known = Collections.synchronizedMap(new IdentityHashMap<>());
  private final Function<P, D> derivation;

  Derived(Function<P, D> derivation) {
    this.derivation = derivation;
  }

  D of(P part) {
    D derived = known.get(part);
    if (derived == null) {
      derived = derivation.apply(part);
      known.put(part, derived);
    }
    return derived;
  }
}
