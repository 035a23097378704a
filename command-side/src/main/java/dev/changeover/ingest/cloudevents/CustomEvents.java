package dev.changeover.ingest.cloudevents;

import dev.changeover.event.EventCatalog;
import dev.changeover.event.json.EventJson;
import dev.changeover.event.json.MalformedEvent;
import dev.changeover.problem.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads our own events, {@code dev.cdeventsx.changeover-<subject>.<predicate>.0.1.0}. */
final class CustomEvents {
  static final String CONTENT = "/subject/content";

  /** The member that {@code subject.id} stands for where the content does not say it. */
  private static final Map<String, String> NAMED_BY_SUBJECT =
      Map.ofEntries(
          Map.entry("release", "release"),
          Map.entry("releasestep", "release"),
          Map.entry("migration", "migration"),
          Map.entry("worker", "instance"),
          Map.entry("queue", "queue"),
          Map.entry("schedule", "schedule"),
          Map.entry("callback", "callback"),
          Map.entry("flag", "flag"),
          Map.entry("path", "path"),
          Map.entry("probe", "probe"),
          Map.entry("action", "action"),
          Map.entry("actionstep", "action"),
          Map.entry("effect", "action"),
          Map.entry("message", "action"));

  private static final Set<String> COUNTED =
      Set.of("actionstep.started", "actionstep.finished", "effect.recorded");

  private CustomEvents() {}

  /**
   * Reads one of our own events.
   *
   * @param type its type; {@link WireType.Custom#isOurs}
   * @throws RefusedEvent where the type is not known or the content is not of its form
   */
  static StandardEvents.Meaning of(CDEvent event, WireType.Custom type) {
    EventCatalog.Entry entry = entry(event, type);
    String environment = environment(event.content());
    ObjectNode content = completed(event, type.name());
    refuseUncountable(content.path("attempt"), event, type.name());
    try {
      return new StandardEvents.Meaning(environment, EventJson.read(entry.record(), content));
    } catch (MalformedEvent wrong) {
      throw RefusedEvent.malformed(place(event, type.name(), wrong), wrong.getMessage());
    }
  }

  private static EventCatalog.Entry entry(CDEvent event, WireType.Custom type) {
    EventCatalog.Entry entry =
        EventCatalog.custom(type.name()).orElseThrow(() -> unknown(event, type));
    if (!type.version().equals(EventCatalog.WIRE_VERSION)) {
      throw RefusedEvent.at(
          ProblemCode.EVENT_TYPE_UNKNOWN,
          WireType.POINTER,
          "version %s of %s is not known; this server takes %s"
              .formatted(type.version(), type.name(), entry.wireType()));
    }
    return entry;
  }

  private static RefusedEvent unknown(CDEvent event, WireType.Custom type) {
    List<String> known =
        EventCatalog.entries().stream()
            .filter(entry -> entry.origin() == EventCatalog.Origin.CUSTOM)
            .map(entry -> entry.type().name())
            .toList();
    return RefusedEvent.at(
        ProblemCode.EVENT_TYPE_UNKNOWN,
        WireType.POINTER,
        "type '%s' is not known; near to it are %s"
            .formatted(event.wireType(), String.join(", ", WireType.nearest(type.name(), known))));
  }

  /** The id of the environment: a text, or as CDEvents writes references, an object with an id. */
  private static String environment(Fields content) {
    return content.object().path("environment").isObject()
        ? content.object("environment").name("id")
        : content.name("environment");
  }

  private static ObjectNode completed(CDEvent event, String name) {
    ObjectNode content = event.content().object().deepCopy();
    String member = NAMED_BY_SUBJECT.get(subject(name));
    if (member != null && event.content().isAbsent(member) && !isOfComponent(name, content)) {
      content.put(member, event.subject());
    }
    if (COUNTED.contains(name) && event.content().isAbsent("attempt")) {
      content.put("attempt", 1);
    }
    return content;
  }

  /** The zeroth try is the first one to some and none to others, so nobody is left to guess. */
  private static void refuseUncountable(JsonNode attempt, CDEvent event, String name) {
    if (COUNTED.contains(name)
        && attempt.isIntegralNumber()
        && attempt.bigIntegerValue().signum() < 1) {
      throw RefusedEvent.malformed(
          event.content().at("attempt"),
          "is %s; expected a whole number from 1".formatted(attempt));
    }
  }

  /** A rehearsal is of a release or of a component. */
  private static boolean isOfComponent(String name, JsonNode content) {
    return name.equals("release.rehearsed") && content.hasNonNull("component");
  }

  private static String place(CDEvent event, String name, MalformedEvent wrong) {
    String member = NAMED_BY_SUBJECT.get(subject(name));
    boolean filled =
        member != null && event.content().isAbsent(member) && wrong.pointer().equals("/" + member);
    return filled ? "/subject/id" : CONTENT + wrong.pointer();
  }

  private static String subject(String name) {
    return name.substring(0, name.indexOf('.'));
  }
}
