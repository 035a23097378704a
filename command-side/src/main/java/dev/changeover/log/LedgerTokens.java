package dev.changeover.log;

import java.time.Instant;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;

/**
 * Places in the log as Axon's tokens: plain positions. A token stands behind the last position
 * read.
 */
record LedgerTokens(LedgerReader reader) {

  /** Before the first fact. */
  TrackingToken tail() {
    return new GlobalSequenceTrackingToken(LedgerReader.BEFORE_FIRST);
  }

  /** Behind the last fact there is. */
  TrackingToken head() {
    return new GlobalSequenceTrackingToken(reader.nextPosition() - 1);
  }

  /** Before the first fact recorded at the moment or later. */
  TrackingToken at(Instant moment) {
    return new GlobalSequenceTrackingToken(reader.firstRecordedFrom(moment) - 1);
  }
}
