package dev.changeover.log;

import dev.changeover.event.Event;
import dev.changeover.event.EventId;
import dev.changeover.event.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fact on its way into the log, made by a door.
 *
 * @param id identity, unique for ever
 * @param environment null for facts of no environment
 * @param subject the name of the thing, as the source named it
 * @param occurredAt claimed by the source
 * @param event what happened
 * @param contentDigest over what the source sent, independent of spacing and member order; tells a
 *     repeated fact from another fact under the same id
 * @param extras JSON object with what the source sent beside what the record holds (links, custom
 *     data, wire type and version), so that nothing is dropped; null: nothing
 */
public record NewFact(
    EventId id,
    @Nullable String environment,
    String subject,
    Instant occurredAt,
    Event event,
    Sha256 contentDigest,
    @Nullable String extras) {

  /**
   * Tells whether the log can hold this fact, so that a door can refuse it alone.
   *
   * @throws UnstorableFact where a text holds NUL or half a surrogate pair, source and id or the
   *     stream's name are too long for an index, the fact is larger than 16 MiB, or occurredAt is
   *     outside the years 1 to 9999
   */
  public void check() {
    LedgerRow.of(this);
  }
}
