package dev.changeover.projection.join;

import dev.changeover.event.Event;
import dev.changeover.event.Recorded;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Steps of a merge on immutable values. Each is commutative, associative and idempotent. */
public final class Join {
  private Join() {}

  /** The same fact, typed by the event that a {@code switch} found in it. */
  public static <E extends Event> Recorded<E> as(Recorded<?> fact, E event) {
    return new Recorded<>(
        fact.position(),
        fact.id(),
        fact.environment(),
        fact.subject(),
        fact.occurredAt(),
        fact.recordedAt(),
        event);
  }

  /** The map with one entry replaced. */
  public static <K extends Comparable<K>, V> SortedMap<K, V> put(
      SortedMap<K, V> map, K key, V value) {
    SortedMap<K, V> changed = new TreeMap<>(map);
    changed.put(key, value);
    return Collections.unmodifiableSortedMap(changed);
  }

  /** The map without one entry. */
  public static <K extends Comparable<K>, V> SortedMap<K, V> without(SortedMap<K, V> map, K key) {
    SortedMap<K, V> changed = new TreeMap<>(map);
    changed.remove(key);
    return Collections.unmodifiableSortedMap(changed);
  }

  /** The map with the latest fact under each key. */
  public static <K extends Comparable<K>, E extends Event> SortedMap<K, Recorded<E>> latest(
      SortedMap<K, Recorded<E>> map, K key, Recorded<E> fact) {
    return put(map, key, Recorded.latest(map.get(key), fact));
  }

  /** The map with the earliest fact under each key. */
  public static <K extends Comparable<K>, E extends Event> SortedMap<K, Recorded<E>> earliest(
      SortedMap<K, Recorded<E>> map, K key, Recorded<E> fact) {
    return put(map, key, Recorded.earliest(map.get(key), fact));
  }

  /** All facts in order of time, each once. */
  public static <E extends Event> List<Recorded<E>> union(
      List<Recorded<E>> facts, Recorded<E> fact) {
    TreeSet<Recorded<E>> all = new TreeSet<>(Recorded.BY_TIME);
    all.addAll(facts);
    all.add(fact);
    return List.copyOf(all);
  }

  /** An empty map, typed. */
  public static <K extends Comparable<K>, V> SortedMap<K, V> none() {
    return Collections.emptySortedMap();
  }
}
