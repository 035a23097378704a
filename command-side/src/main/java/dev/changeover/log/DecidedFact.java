package dev.changeover.log;

import static dev.changeover.log.FactMetaData.ACTOR;
import static dev.changeover.log.FactMetaData.ENVIRONMENT;
import static dev.changeover.log.FactMetaData.SOURCE;
import static dev.changeover.log.FactMetaData.SUBJECT;

import dev.changeover.event.Event;
import dev.changeover.event.EventId;
import dev.changeover.event.Sha256;
import dev.changeover.event.StreamName;
import dev.changeover.event.json.EventJson;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** Between Axon's event messages and rows of the log. */
final class DecidedFact {
  private static final String META_DATA = "metaData";
  private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

  private DecidedFact() {}

  /**
   * The row of an event that an aggregate applied, or that was published without one.
   *
   * @throws IllegalArgumentException where the payload is no event of ours, metadata holds other
   *     values than texts, numbers and booleans, or the aggregate's identifier is not the name of
   *     the stream that its event belongs to
   */
  static LedgerRow row(EventMessage<?> message) {
    if (!(message.getPayload() instanceof Event event)) {
      throw new IllegalArgumentException(
          "the log holds dev.changeover.event.Event, but message %s carries a %s"
              .formatted(message.getIdentifier(), message.getPayloadType().getName()));
    }
    MetaData metaData = message.getMetaData();
    String environment = text(metaData, ENVIRONMENT);
    String stream = StreamName.of(environment, event).text();
    String subject = text(metaData, SUBJECT);
    String source = text(metaData, SOURCE);
    Long sequence = null;
    String sender = "events";
    if (message instanceof DomainEventMessage<?> decided) {
      checkStream(decided.getAggregateIdentifier(), stream);
      sequence = decided.getSequenceNumber();
      sender = decided.getType().toLowerCase(Locale.ROOT);
    }
    var fact =
        new NewFact(
            new EventId(source == null ? "/changeover/" + sender : source, message.getIdentifier()),
            environment,
            subject == null ? nameIn(stream) : subject,
            message.getTimestamp(),
            event,
            Sha256.of(EventJson.write(event)),
            extras(metaData));
    return LedgerRow.decided(fact, stream, sequence, text(metaData, ACTOR));
  }

  /** The row as a message of the aggregate whose stream it is in. */
  static DomainEventMessage<?> domainMessage(StoredFact fact) {
    return new GenericDomainEventMessage<>(
        kindOf(fact.stream()),
        fact.stream(),
        fact.streamSequence(),
        fact.decode().event(),
        metaData(fact),
        fact.id().id(),
        fact.recordedAt());
  }

  /** The row as a message of Axon's own tracking stream, with the event alone as its payload. */
  static TrackedEventMessage<?> trackedMessage(StoredFact fact) {
    return new GenericTrackedDomainEventMessage<>(
        new GlobalSequenceTrackingToken(fact.position()),
        kindOf(fact.stream()),
        fact.stream(),
        fact.streamSequence(),
        new GenericMessage<>(fact.id().id(), fact.decode().event(), metaData(fact)),
        fact::recordedAt);
  }

  private static MetaData metaData(StoredFact fact) {
    Map<String, Object> values = new HashMap<>();
    if (fact.extras() != null) {
      JsonNode kept = EventJson.mapper().readTree(fact.extras()).path(META_DATA);
      if (kept.isObject()) {
        values.putAll(EventJson.mapper().convertValue(kept, VALUES));
      }
    }
    values.put(SUBJECT, fact.subject());
    values.put(SOURCE, fact.id().source());
    if (fact.environment() != null) {
      values.put(ENVIRONMENT, fact.environment());
    }
    if (fact.actor() != null) {
      values.put(ACTOR, fact.actor());
    }
    return MetaData.from(values);
  }

  private static @Nullable String extras(MetaData metaData) {
    Map<String, Object> others = new TreeMap<>(metaData);
    others.keySet().removeAll(Set.of(ENVIRONMENT, SUBJECT, ACTOR, SOURCE));
    if (others.isEmpty()) {
      return null;
    }
    others.forEach(DecidedFact::checkPlain);
    return EventJson.mapper().writeValueAsString(Map.of(META_DATA, others));
  }

  private static void checkPlain(String key, @Nullable Object value) {
    if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
      throw new IllegalArgumentException(
          "metadata %s is a %s; the log keeps texts, numbers and booleans only"
              .formatted(key, value == null ? "null" : value.getClass().getName()));
    }
  }

  private static void checkStream(String aggregate, String stream) {
    if (!aggregate.equals(stream)) {
      throw new IllegalArgumentException(
          "the event belongs to stream %s, but the aggregate that applied it is %s;"
                  .formatted(stream, aggregate)
              + " an aggregate's identifier is the name of its stream, and its events carry the"
              + " environment as metadata");
    }
  }

  private static @Nullable String text(MetaData metaData, String key) {
    return (String) metaData.get(key);
  }

  private static String kindOf(String stream) {
    return stream.substring(0, stream.indexOf('/'));
  }

  private static String nameIn(String stream) {
    return stream.substring(stream.indexOf('/', stream.indexOf('/') + 1) + 1);
  }
}
