package dev.changeover.projection.environment.dependant;

import dev.changeover.event.PathEvent;
import dev.changeover.event.PathEvent.PathIntroduced;
import dev.changeover.event.PathEvent.PathKind;
import dev.changeover.event.PathEvent.PathRemoved;
import dev.changeover.event.PathEvent.PathUsed;
import dev.changeover.event.Recorded;
import dev.changeover.event.VersionRange;
import dev.changeover.projection.join.Join;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A compatibility path: temporary code, column, topic or endpoint. Each fact is the latest of its
 * kind, null: never told.
 *
 * @param firstUsed the earliest use: from when on uses are watched
 * @param watch the time that its uses stand for, each for its moment; null: never used
 * @param needed who needs it, as each source said last of each component
 * @param callers the latest use by each caller; the empty text where a use named none
 */
public record PathFacts(
    String path,
    @Nullable Recorded<PathIntroduced> introduced,
    @Nullable Recorded<PathUsed> firstUsed,
    @Nullable Recorded<PathUsed> used,
    @Nullable Recorded<PathRemoved> removed,
    @Nullable Watch watch,
    SortedMap<String, Needed> needed,
    SortedMap<String, Recorded<PathUsed>> callers) {

  /** Nothing known yet. */
  public static PathFacts none(String path) {
    return new PathFacts(path, null, null, null, null, null, Join.none(), Join.none());
  }

  public PathFacts introduced(Recorded<PathIntroduced> fact) {
    return new PathFacts(
        path,
        Recorded.latest(introduced, fact),
        firstUsed,
        used,
        removed,
        watch,
        Needed.and(needed, fact, fact.event().neededBy()),
        callers);
  }

  public PathFacts used(Recorded<PathUsed> fact) {
    SortedMap<String, Recorded<PathUsed>> by = callers;
    if (fact.event().callers().isEmpty()) {
      by = Join.latest(by, "", fact);
    }
    for (String caller : fact.event().callers()) {
      by = Join.latest(by, caller, fact);
    }
    return new PathFacts(
        path,
        introduced,
        Recorded.earliest(firstUsed, fact),
        Recorded.latest(used, fact),
        removed,
        Watch.merge(watch, fact.effectiveAt(), fact.effectiveAt()),
        Needed.and(needed, fact, fact.event().neededBy()),
        by);
  }

  public PathFacts removed(Recorded<PathRemoved> fact) {
    return new PathFacts(
        path,
        introduced,
        firstUsed,
        used,
        Recorded.latest(removed, fact),
        watch,
        Needed.and(needed, fact, fact.event().neededBy()),
        callers);
  }

  /** Not removed since it was last introduced or used. */
  public boolean present() {
    return removed == null
        || Stream.<Recorded<?>>concat(Stream.ofNullable(introduced), Stream.ofNullable(used))
            .anyMatch(fact -> fact.effectiveAt().isAfter(removed.effectiveAt()));
  }

  /** What kind of thing it is, as last told; null: never told. */
  public @Nullable PathKind kind() {
    return told(
        e ->
            switch (e) {
              case PathIntroduced i -> i.kind();
              case PathUsed u -> u.kind();
              case PathRemoved r -> r.kind();
            });
  }

  /** Its owner, as last told; null: never told. */
  public @Nullable String owner() {
    return told(
        e ->
            switch (e) {
              case PathIntroduced i -> i.owner();
              case PathUsed u -> u.owner();
              case PathRemoved r -> r.owner();
            });
  }

  /** When it was to be gone, as last told; null: never told. */
  public @Nullable Instant expires() {
    return told(
        e ->
            switch (e) {
              case PathIntroduced i -> i.expires();
              case PathUsed u -> u.expires();
              case PathRemoved r -> r.expires();
            });
  }

  /** Who needs it, as each source said last of each component; null: never told. */
  public @Nullable Map<String, VersionRange> neededBy() {
    return needed.isEmpty() ? null : Needed.byComponent(needed);
  }

  /** Facts from the latest on, as far as one tells the part that is asked for. */
  private <T> @Nullable T told(Function<PathEvent, @Nullable T> part) {
    return Stream.<Stream<? extends Recorded<? extends PathEvent>>>of(
            Stream.ofNullable(introduced), Stream.ofNullable(used), Stream.ofNullable(removed))
        .flatMap(each -> each)
        .sorted(Recorded.BY_TIME.reversed())
        .flatMap(fact -> Stream.ofNullable(part.apply(fact.event())))
        .findFirst()
        .orElse(null);
  }
}
