package dev.changeover.timeline;

import dev.changeover.projection.timeline.TimelineKind;
import dev.changeover.projection.timeline.TimelineSubject;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which part of which timeline.
 *
 * @param from first time of occurrence, inclusive; null: from the beginning
 * @param to last time of occurrence, exclusive; null: to the end
 * @param knownTo the last position whose fact was known; {@link Long#MAX_VALUE}: all are
 * @param kinds empty: all of them
 * @param first how many entries at most
 * @param after the entry before the first one; null: none
 */
public record TimelineQuery(
    TimelineSubject subject,
    @Nullable Instant from,
    @Nullable Instant to,
    long knownTo,
    Set<TimelineKind> kinds,
    int first,
    @Nullable TimelinePlace after) {}
