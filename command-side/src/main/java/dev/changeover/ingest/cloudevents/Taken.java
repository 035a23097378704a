package dev.changeover.ingest.cloudevents;

import dev.changeover.log.Receipt;

/** What the door answers for one event. */
public sealed interface Taken {

  /** The log has it, or had it before, or has another under its id. */
  record Received(Receipt receipt) implements Taken {}

  /** It did not get as far as the log. */
  record Rejected(Reading.Refused refused) implements Taken {}
}
