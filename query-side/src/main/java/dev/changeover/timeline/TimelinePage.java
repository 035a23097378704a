package dev.changeover.timeline;

import java.util.List;

/**
 * Some entries of a timeline, oldest first.
 *
 * @param more whether more follow
 */
public record TimelinePage(List<TimelineEntry> entries, boolean more) {}
