package dev.changeover.ledger;

import dev.changeover.event.Event;
import dev.changeover.event.EventId;
import dev.changeover.event.Recorded;
import dev.changeover.event.StoredType;
import dev.changeover.event.json.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of the log.
 *
 * @param position dense index, from 0
 * @param type stable name and version, e.g. {@code worker.reported.1}
 * @param environment null for facts of no environment
 * @param payload JSON, as stored
 * @param extras JSON object with what was sent beside the payload; null: nothing
 */
public record StoredEvent(
    long position,
    String source,
    String id,
    String type,
    @Nullable String environment,
    String subject,
    Instant occurredAt,
    Instant recordedAt,
    String payload,
    @Nullable String extras) {

  /** The fact in it. */
  public Event event() {
    return EventJson.read(StoredType.parse(type), payload.getBytes(StandardCharsets.UTF_8));
  }

  /** The fact in it with its envelope; empty: it is of another kind. */
  public <E extends Event> Optional<Recorded<E>> recorded(Class<E> kind) {
    return Optional.of(event())
        .filter(kind::isInstance)
        .map(
            event ->
                new Recorded<>(
                    position,
                    new EventId(source, id),
                    environment,
                    subject,
                    occurredAt,
                    recordedAt,
                    kind.cast(event)));
  }
}
