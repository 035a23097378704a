package dev.changeover.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.changeover.copy.BinaryRows;
import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.ActionEvent.TraceGapFound;
import dev.changeover.event.ActionRef;
import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.EnvironmentName;
import dev.changeover.event.Event;
import dev.changeover.event.EventCatalog;
import dev.changeover.event.EventId;
import dev.changeover.event.Sha256;
import dev.changeover.event.StreamName;
import dev.changeover.event.TextLimits;
import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.event.WorkerEvent.WorkerState;
import dev.changeover.event.json.EventJson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * A fact as a row of {@code ledger.event}, apart from what only the head of the log can give. Made
 * by the caller's thread, so that the appender only copies bytes; whatever could make the database
 * refuse the row is found here, where it hinders nobody else.
 */
final class LedgerRow {
  /** B-tree entries end at about 2,700 bytes. */
  private static final int MOST_INDEXED_BYTES = 2_000;

  /** Source of what the log tells itself. */
  private static final String CONTRADICTIONS = "changeover:/contradictions";

  private static final int MOST_BYTES = 16 * 1024 * 1024;
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private final EventId id;
  private final Instant occurredAt;
  private final String stream;
  private final Sha256 contentDigest;
  private final @Nullable Long expectedSequence;
  private final byte[][] texts;
  private final byte[] payload;
  private final byte @Nullable [] environment;
  private final byte @Nullable [] actor;
  private final byte @Nullable [] extras;
  private final int bytes;
  private final @Nullable ActionRef action;
  private final boolean heartbeat;
  private final @Nullable String environmentName;

  private LedgerRow(
      NewFact fact, String stream, @Nullable Long expectedSequence, @Nullable String actor) {
    this.id = fact.id();
    this.occurredAt = time(fact);
    this.stream = stream;
    this.contentDigest = fact.contentDigest();
    this.expectedSequence = expectedSequence;
    this.texts =
        new byte[][] {
          text("source", id.source()),
          text("id", id.id()),
          text("stored type", EventCatalog.of(fact.event().getClass()).type().toString()),
          text("subject", fact.subject()),
          text("stream", stream)
        };
    this.action = fact.event() instanceof OfAction event ? event.action() : null;
    this.heartbeat = isHeartbeat(fact.event());
    this.environmentName = fact.environment();
    this.environment = fact.environment() == null ? null : text("environment", fact.environment());
    this.actor = actor == null ? null : text("actor", actor);
    this.payload = payload(id, fact.event());
    this.extras = fact.extras() == null ? null : text("extras", fact.extras());
    this.bytes =
        payload.length
            + length(environment)
            + length(this.actor)
            + length(extras)
            + Arrays.stream(texts).mapToInt(text -> text.length).sum();
    checkTexts(fact);
    limit("source and id", texts[0].length + texts[1].length, MOST_INDEXED_BYTES);
    limit("the subject", texts[3].length, MOST_INDEXED_BYTES);
    limit("the stream's name", texts[4].length, MOST_INDEXED_BYTES);
    limit("the fact", bytes, MOST_BYTES);
  }

  /** An observed fact: takes the next number of its stream. */
  static LedgerRow of(NewFact fact) {
    return new LedgerRow(fact, StreamName.of(fact.environment(), fact.event()).text(), null, null);
  }

  /**
   * What an aggregate decided.
   *
   * @param expectedSequence the number in the stream it was decided for; null: the next
   */
  static LedgerRow decided(
      NewFact fact, String stream, @Nullable Long expectedSequence, @Nullable String actor) {
    return new LedgerRow(fact, stream, expectedSequence, actor);
  }

  /**
   * What the log tells of an action itself where this fact is refused, because another one came
   * first under its id: one of the two would else be unseen. Empty: it is about no action.
   */
  Optional<LedgerRow> contradiction(Instant noticedAt) {
    if (action == null) {
      return Optional.empty();
    }
    var event =
        new TraceGapFound(
            action,
            "event %s of %s was told in two ways; the first one stands, the other was refused"
                .formatted(id.id(), id.source()));
    String told = "%s %s %s".formatted(id.source(), id.id(), action);
    var word = new EventId(CONTRADICTIONS, Sha256.of(told.getBytes(UTF_8)).hex());
    return Optional.of(
        of(
            new NewFact(
                word,
                environmentName,
                action.toString(),
                noticedAt,
                event,
                Sha256.of(EventJson.write(event)),
                null)));
  }

  EventId id() {
    return id;
  }

  Instant occurredAt() {
    return occurredAt;
  }

  String stream() {
    return stream;
  }

  Sha256 contentDigest() {
    return contentDigest;
  }

  @Nullable Long expectedSequence() {
    return expectedSequence;
  }

  byte[] storedType() {
    return texts[2];
  }

  byte[] subject() {
    return texts[3];
  }

  byte @Nullable [] environment() {
    return environment;
  }

  byte[] payload() {
    return payload;
  }

  byte @Nullable [] extras() {
    return extras;
  }

  /** Adds its columns, those that come after position and number in the stream. */
  void addTo(BinaryRows rows, Instant recordedAt) {
    rows.instant(occurredAt).instant(recordedAt);
    rows.bytes(texts[0]).bytes(texts[1]).bytes(texts[2]);
    rows.bytes(environment).bytes(texts[3]).bytes(texts[4]).bytes(actor);
    rows.bytes(contentDigest.bytes()).bytes(payload).bytes(extras);
  }

  /** The row as it is read once it is committed. */
  StoredFact stored(long position, long sequence, Instant recordedAt) {
    return new StoredFact(
        position,
        id,
        new String(storedType(), UTF_8),
        environmentName,
        new String(subject(), UTF_8),
        stream,
        sequence,
        occurredAt,
        recordedAt,
        actor == null ? null : new String(actor, UTF_8),
        new String(payload, UTF_8),
        extras == null ? null : new String(extras, UTF_8));
  }

  /** What it takes in memory while it waits, about. */
  int bytes() {
    return bytes;
  }

  /** Whether the next one of its source says all that it says. */
  boolean isHeartbeat() {
    return heartbeat;
  }

  private static boolean isHeartbeat(Event event) {
    return event instanceof ComponentObserved
        || (event instanceof WorkerReported report && report.state() == WorkerState.RUNNING);
  }

  private static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private void limit(String what, int bytes, int most) {
    if (bytes > most) {
      throw new UnstorableFact(
          id, "%s is %,d bytes long and at most %,d are possible".formatted(what, bytes, most));
    }
  }

  private void checkTexts(NewFact fact) {
    if (fact.environment() != null) {
      String fault = EnvironmentName.fault(fact.environment());
      if (fault != null) {
        throw new UnstorableFact(
            id, "environment '%s' %s".formatted(shown(fact.environment()), fault));
      }
    }
    TextLimits.excess(fact.event())
        .ifPresent(
            excess -> {
              throw new UnstorableFact(id, excess);
            });
  }

  private static String shown(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }

  private byte[] text(String field, String text) {
    String fault = TextLimits.fault(text, MOST_BYTES);
    if (fault != null) {
      throw new UnstorableFact(id, field + " " + fault);
    }
    return text.getBytes(UTF_8);
  }

  private static byte[] payload(EventId id, Event event) {
    try {
      return EventJson.write(event);
    } catch (JacksonException wrong) {
      throw new UnstorableFact(id, "it cannot be written as JSON", wrong);
    }
  }

  private static Instant time(NewFact fact) {
    Instant at = fact.occurredAt().truncatedTo(ChronoUnit.MICROS);
    if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
      throw new UnstorableFact(
          fact.id(), "occurredAt %s is outside the years 1 to 9999".formatted(at));
    }
    return at;
  }
}
