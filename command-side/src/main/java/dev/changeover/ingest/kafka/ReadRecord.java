package dev.changeover.ingest.kafka;

import dev.changeover.log.NewFact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one record says.
 *
 * @param poison why it goes to quarantine; null: all of it was understood. Of a record with several
 *     events those that are well are taken nevertheless
 */
record ReadRecord(List<NewFact> facts, @Nullable Poison poison) {}
