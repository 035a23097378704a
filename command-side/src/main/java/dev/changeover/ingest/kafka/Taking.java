package dev.changeover.ingest.kafka;

/** What became of the attempt to take a batch. */
sealed interface Taking {

  /** All of it is in the log or in quarantine; reading goes on here. */
  record Done(Claim claim, int quarantined) implements Taking {}

  /** The claim holds, but the offset is another: an answer was lost, not the commit. */
  record Moved() implements Taking {}

  /** Somebody else reads this partition now; nothing of it was appended. */
  record Followed() implements Taking {}

  /** The partition was given up before it could be done. */
  record LetGo() implements Taking {}
}
