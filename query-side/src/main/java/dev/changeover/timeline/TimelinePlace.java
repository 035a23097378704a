package dev.changeover.timeline;

import java.time.Instant;

/** Where an entry is in a timeline: entries are ordered by time of occurrence, then position. */
public record TimelinePlace(Instant occurredAt, long position) {}
