package dev.changeover.log;

import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionRef;
import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.EventId;
import dev.changeover.event.OtherFact;
import dev.changeover.event.Sha256;
import dev.changeover.event.json.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;

/** Facts for tests of the log, which does not care what they say. */
final class Facts {
  static final Instant OCCURRED = Instant.parse("2026-11-20T10:00:00.123456Z");

  private Facts() {}

  /** One of source {@code /test} in stream {@code other/production/a}. */
  static NewFact fact(String id) {
    return fact(id, "a", id);
  }

  /** One in stream {@code other/production/<stream>}; equal contents have equal digests. */
  static NewFact fact(String id, String stream, String content) {
    return new NewFact(
        new EventId("/test", id),
        "production",
        "thing/" + id,
        OCCURRED,
        new OtherFact(stream, "\"" + content + "\""),
        Sha256.of(content.getBytes(StandardCharsets.UTF_8)),
        null);
  }

  /** One of source {@code /test} about an action such as {@code order/1}. */
  static NewFact accepted(String id, String action, String version) {
    ActionRef ref = ActionRef.parse(action);
    var event = new ActionAccepted(ref, null, "checkout", version, null);
    return new NewFact(
        new EventId("/test", id),
        "production",
        action,
        OCCURRED,
        event,
        Sha256.of(EventJson.write(event)),
        null);
  }

  /** A heartbeat of source {@code /test}. */
  static NewFact heartbeat(String id) {
    var event = new ComponentObserved("checkout", null, "1", id, null, null, null);
    return new NewFact(
        new EventId("/test", id),
        "production",
        "checkout",
        OCCURRED,
        event,
        Sha256.of(EventJson.write(event)),
        null);
  }

  static List<NewFact> facts(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(n -> fact(prefix + "-" + n)).toList();
  }

  /** What an aggregate decided, in stream {@code other/production/<name>}. */
  static EventMessage<?> decided(String name, String id, long sequence) {
    return new GenericDomainEventMessage<>(
        "Other",
        "other/production/" + name,
        sequence,
        new OtherFact(name, "{}"),
        MetaData.with("environment", "production").and("actor", "ann").and("traceId", "t-1"),
        id,
        OCCURRED);
  }
}
