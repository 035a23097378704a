package dev.changeover.event;

/**
 * A valid event that no rule reads. It is part of the timeline and of the export.
 *
 * @param wireType the type it was sent as, e.g. {@code dev.cdevents.branch.created.0.2.0}
 * @param content the subject's content as sent, JSON
 */
public record OtherFact(String wireType, String content) implements Event {}
