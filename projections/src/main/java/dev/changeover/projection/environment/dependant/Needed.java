package dev.changeover.projection.environment.dependant;

import dev.changeover.event.Recorded;
import dev.changeover.event.VersionRange;
import dev.changeover.projection.join.Join;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** That versions of a component need something, as one source said last. */
public record Needed(String component, VersionRange versions, Instant at, long position) {
  private static final Comparator<Needed> BY_TIME =
      Comparator.comparing(Needed::at).thenComparingLong(Needed::position);

  /** What is known, with what one more fact tells; a component that it leaves out is not unsaid. */
  static SortedMap<String, Needed> and(
      SortedMap<String, Needed> known, Recorded<?> fact, Map<String, VersionRange> told) {
    SortedMap<String, Needed> all = known;
    for (Map.Entry<String, VersionRange> each : told.entrySet()) {
      Needed one = new Needed(each.getKey(), each.getValue(), fact.effectiveAt(), fact.position());
      String key = each.getKey() + " " + fact.id().source();
      Needed before = all.get(key);
      if (before == null || BY_TIME.compare(before, one) < 0) {
        all = Join.put(all, key, one);
      }
    }
    return all;
  }

  /** The versions of each component that any source names. */
  static SortedMap<String, VersionRange> byComponent(SortedMap<String, Needed> told) {
    SortedMap<String, VersionRange> all = new TreeMap<>();
    told.values().forEach(each -> all.merge(each.component, each.versions, Needed::either));
    return all;
  }

  private static VersionRange either(VersionRange one, VersionRange other) {
    return new VersionRange(
        Stream.concat(one.alternatives().stream(), other.alternatives().stream())
            .distinct()
            .toList());
  }
}
