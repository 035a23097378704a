package dev.changeover.log;

import dev.changeover.event.Event;
import dev.changeover.event.Recorded;
import java.time.Instant;
import java.util.Map;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A fact on its way to a processor. Decoded at the first look; wherever it is put down (a dead
 * letter), only its position is written.
 */
@SuppressWarnings("serial") // Axon's messages are Serializable; nothing serialises this one by Java
final class LedgerMessage implements TrackedEventMessage<Recorded<Event>> {
  /** Metadata: the stream of the fact, in which order matters. */
  static final String STREAM = "stream";

  /** Metadata: the environment of the fact; absent where it is of none. */
  static final String ENVIRONMENT = "environment";

  private final StoredFact fact;
  private final TrackingToken token;
  private final MetaData metaData;
  private final Decoded decoded;

  /** Shared by the copies of a message, and by all who read it. */
  private static final class Decoded {
    private @Nullable Recorded<Event> event;

    synchronized Recorded<Event> of(StoredFact fact) {
      Recorded<Event> known = event;
      if (known == null) {
        known = fact.decode();
        event = known;
      }
      return known;
    }
  }

  LedgerMessage(StoredFact fact) {
    this(
        fact,
        new GlobalSequenceTrackingToken(fact.position()),
        fact.environment() == null
            ? MetaData.with(STREAM, fact.stream())
            : MetaData.with(STREAM, fact.stream()).and(ENVIRONMENT, fact.environment()),
        new Decoded());
  }

  private LedgerMessage(StoredFact fact, TrackingToken token, MetaData metaData, Decoded decoded) {
    this.fact = fact;
    this.token = token;
    this.metaData = metaData;
    this.decoded = decoded;
  }

  long position() {
    return fact.position();
  }

  /** What it takes in memory, about; bytes. */
  int size() {
    String extras = fact.extras();
    return 500 + fact.payload().length() + (extras == null ? 0 : extras.length());
  }

  @Override
  public String getIdentifier() {
    return fact.id().source() + " " + fact.id().id();
  }

  @Override
  public MetaData getMetaData() {
    return metaData;
  }

  /**
   * The fact with its envelope.
   *
   * @throws UnreadableFact where this version of the code cannot read it
   */
  @Override
  public Recorded<Event> getPayload() {
    return decoded.of(fact);
  }

  @Override
  @SuppressWarnings("unchecked")
  public Class<Recorded<Event>> getPayloadType() {
    return (Class<Recorded<Event>>) (Class<?>) Recorded.class;
  }

  /** When it was recorded: a source's claim is no good as the time of a message. */
  @Override
  public Instant getTimestamp() {
    return fact.recordedAt();
  }

  @Override
  public TrackingToken trackingToken() {
    return token;
  }

  @Override
  public LedgerMessage withTrackingToken(TrackingToken other) {
    return new LedgerMessage(fact, other, metaData, decoded);
  }

  @Override
  public LedgerMessage withMetaData(Map<String, ?> other) {
    return new LedgerMessage(fact, token, MetaData.from(other), decoded);
  }

  @Override
  public LedgerMessage andMetaData(Map<String, ?> more) {
    return new LedgerMessage(fact, token, metaData.mergedWith(more), decoded);
  }

  @Override
  public <R> SerializedObject<R> serializePayload(Serializer serializer, Class<R> representation) {
    return serializer.serialize(new FactReference(fact.position()), representation);
  }
}
