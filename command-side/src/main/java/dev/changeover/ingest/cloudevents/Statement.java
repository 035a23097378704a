package dev.changeover.ingest.cloudevents;

import dev.changeover.event.EventId;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a person or a pipeline states through a command of ours: one of our own events before it has
 * a frame and a time.
 *
 * @param id source: who states it; id: the key under which stating it again changes nothing
 * @param name {@code subject.predicate}, e.g. {@code decision.recorded}
 * @param subject the name of the thing, as {@code subject.id} of the event
 * @param content as in {@code docs/events.md}, with {@code environment}
 */
public record Statement(EventId id, String name, String subject, ObjectNode content) {}
