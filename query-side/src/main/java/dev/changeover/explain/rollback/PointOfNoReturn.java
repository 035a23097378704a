package dev.changeover.explain.rollback;

import java.time.Instant;
import java.util.List;

/**
 * Since when going back cannot be undone by waiting: something was lost, or only the new version
 * can deal with it.
 *
 * @param passedAt since when it has been so, as far as the facts tell
 * @param because one plain sentence for each reason
 * @param objects how many things are past it now: rows, messages and actions; 0: only the schema
 * @param positions of the events that show it, ascending
 */
public record PointOfNoReturn(
    Instant passedAt, String because, long objects, List<Long> positions) {}
