package dev.changeover.ingest.cloudevents;

import dev.changeover.event.EventId;
import dev.changeover.problem.ProblemCode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A CDEvent whose frame is sound; what is in the content is the business of its type. Source:
 * CDEvents specification 0.3 to 0.6-draft, sections "context" and "subject".
 *
 * @param id identity: {@code context.source} and {@code context.id}
 * @param wireType {@code context.type} as sent
 * @param type the same, taken apart
 * @param specificationVersion {@code context.specversion}, before 0.5 {@code context.version}
 * @param timestamp {@code context.timestamp}
 * @param subject {@code subject.id}
 * @param content {@code subject.content}
 * @param whole the event as sent
 */
record CDEvent(
    EventId id,
    String wireType,
    WireType type,
    String specificationVersion,
    Instant timestamp,
    String subject,
    Fields content,
    ObjectNode whole) {

  /** A source whose clock is ahead by more than this is not believed. */
  static final Duration MAX_AHEAD = Duration.ofHours(1);

  private static final Pattern KNOWN_VERSION =
      Pattern.compile("0\\.[1-6](\\.\\d+)?(-[0-9A-Za-z.-]+)?");

  /**
   * Reads the frame.
   *
   * @param now the door's clock
   * @throws RefusedEvent at the first fault
   */
  static CDEvent read(JsonNode node, Instant now) {
    if (!(node instanceof ObjectNode whole)) {
      throw RefusedEvent.malformed(
          "", "is %s; expected a CDEvent, an object".formatted(Fields.describe(node)));
    }
    Fields event = new Fields(whole, "");
    Fields context = event.object("context");
    String version = version(context);
    EventId id = new EventId(context.name("source"), context.name("id"));
    String wireType = context.name("type");
    WireType type = WireType.parse(wireType);
    Instant timestamp = timestamp(context, now);
    Fields subject = event.object("subject");
    return new CDEvent(
        id,
        wireType,
        type,
        version,
        timestamp,
        subject.name("id"),
        subject.object("content"),
        whole);
  }

  /** The identity as far as it can be read from an event that may be faulty; null: not at all. */
  static @Nullable String peek(JsonNode node, String member) {
    JsonNode value = node.path("context").path(member);
    return value.isString() ? value.stringValue() : null;
  }

  private static String version(Fields context) {
    String member =
        context.isAbsent("specversion") && !context.isAbsent("version") ? "version" : "specversion";
    String version = context.name(member);
    if (!KNOWN_VERSION.matcher(version).matches()) {
      throw RefusedEvent.at(
          ProblemCode.EVENT_VERSION_UNKNOWN,
          context.at(member),
          "version '%s' of the CDEvents specification is not known; 0.1 to 0.6 are"
              .formatted(version));
    }
    return version;
  }

  private static Instant timestamp(Fields context, Instant now) {
    String text = context.name("timestamp");
    Instant timestamp;
    try {
      timestamp = OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException wrong) {
      throw RefusedEvent.malformed(
          context.at("timestamp"),
          "'%s' is not a time; expected RFC 3339, e.g. 2026-11-20T14:02:10Z".formatted(text));
    }
    if (timestamp.isAfter(now.plus(MAX_AHEAD))) {
      throw RefusedEvent.at(
          ProblemCode.EVENT_TIME_AHEAD,
          context.at("timestamp"),
          "%s is more than an hour ahead of this server's clock, %s; set the clock of the source"
              .formatted(timestamp, now));
    }
    return timestamp;
  }
}
