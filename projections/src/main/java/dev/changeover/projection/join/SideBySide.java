package dev.changeover.projection.join;

import dev.changeover.event.Event;
import dev.changeover.event.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Counts of one thing by several sources: each may see a part, so none unsays another's. A source
 * that had fallen silent long before the last of them counts no more.
 */
public final class SideBySide {
  /** Counts of two sources that are no farther apart than this are held to count side by side. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private SideBySide() {}

  /** The latest of each source that counts side by side with the last of all. */
  public static <E extends Event> List<Recorded<E>> of(Collection<Recorded<E>> bySource) {
    return of(bySource, each -> each);
  }

  /**
   * The same of things that hold more than the latest of each source.
   *
   * @param latest what a source told last
   */
  public static <T> List<T> of(Collection<T> bySource, Function<T, Recorded<?>> latest) {
    Instant since =
        bySource.stream()
            .map(each -> latest.apply(each).effectiveAt())
            .max(Instant::compareTo)
            .map(last -> last.minus(LONGEST))
            .orElse(Instant.MIN);
    return bySource.stream()
        .filter(each -> !latest.apply(each).effectiveAt().isBefore(since))
        .toList();
  }
}
