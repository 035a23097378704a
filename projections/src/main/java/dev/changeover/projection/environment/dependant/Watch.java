package dev.changeover.projection.environment.dependant;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * For which time reports of something speak: from the first to the last of them, apart from the
 * gaps in between. The order in which the reports come does not matter while no gap is forgotten.
 *
 * @param gaps the longest of them, by time
 * @param forgotten as long as the longest gap that is not among them, and ending when the last of
 *     those ended; null: none was left out
 */
public record Watch(Instant from, Instant until, List<Gap> gaps, @Nullable Gap forgotten) {

  /** Shorter gaps are none. */
  static final Duration SHORTEST = Duration.ofMinutes(1);

  /** Most gaps that are kept; reports that come at long intervals have one after each. */
  static final int MOST = 32;

  /** No report speaks for the time from the first to the second moment. */
  public record Gap(Instant after, Instant before) {
    public Duration length() {
      return Duration.between(after, before);
    }

    /** What is left of it if a report speaks for the time from start to end. */
    private Stream<Gap> without(Instant start, Instant end) {
      return start.isAfter(before) || end.isBefore(after)
          ? Stream.of(this)
          : Stream.of(new Gap(after, start), new Gap(end, before));
    }

    private boolean counts() {
      return length().compareTo(SHORTEST) > 0;
    }
  }

  /** Reports that speak for the time from {@code start} to {@code end}; one moment at least. */
  public static Watch merge(@Nullable Watch known, Instant start, Instant end) {
    return known == null ? new Watch(start, end, List.of(), null) : known.and(start, end);
  }

  private Watch and(Instant start, Instant end) {
    Stream<Gap> outside = Stream.of(new Gap(end, from), new Gap(until, start)).filter(Gap::counts);
    List<Gap> all =
        Stream.concat(gaps.stream().flatMap(each -> each.without(start, end)), outside)
            .filter(Gap::counts)
            .sorted(Comparator.comparing(Gap::after))
            .toList();
    Watch whole =
        new Watch(
            start.isBefore(from) ? start : from, end.isAfter(until) ? end : until, all, forgotten);
    return all.size() <= MOST ? whole : whole.withoutShortest();
  }

  private Watch withoutShortest() {
    Gap shortest = gaps.stream().min(Comparator.comparing(Gap::length)).orElseThrow();
    List<Gap> left = new ArrayList<>(gaps);
    left.remove(shortest);
    return new Watch(from, until, List.copyOf(left), both(forgotten, shortest));
  }

  /** As long as the longer one and ending with the later one. */
  private static Gap both(@Nullable Gap one, Gap other) {
    if (one == null) {
      return other;
    }
    Instant before = one.before().isAfter(other.before()) ? one.before() : other.before();
    Duration length = one.length().compareTo(other.length()) > 0 ? one.length() : other.length();
    return new Gap(before.minus(length), before);
  }

  /** The last gap that is longer than reports may be apart. */
  public Optional<Gap> lastGap(Duration longest) {
    return Stream.concat(gaps.stream(), Stream.ofNullable(forgotten))
        .filter(each -> each.length().compareTo(longest) > 0)
        .max(Comparator.comparing(Gap::before));
  }
}
