package dev.changeover.event;

import org.jspecify.annotations.Nullable;

/**
 * Where facts are read from. What was found stands in {@code
 * feed/<environment>/<topic>/<partition>}, what was said of it in {@code
 * feed/<environment>/<topic>}.
 */
public sealed interface FeedEvent extends Event {

  /** E.g. {@code changes}. */
  String topic();

  /**
   * Records of a partition were not taken, so that facts may be missing from the log. No verdict on
   * the environment is known until somebody has looked: see {@link FeedGapClosed}.
   *
   * @param from offset of the first record that is missing
   * @param to offset of the first record after those; null: nobody knows how many there were
   */
  record FeedGapFound(String topic, int partition, long from, @Nullable Long to, GapReason reason)
      implements FeedEvent {}

  /**
   * Somebody has looked at the gaps of a topic: what they hid of this environment has been told
   * since, or does not matter.
   *
   * @param foundUpTo position in the log of the last gap that was looked at, e.g. 4711; gaps that
   *     were found after it stay open
   * @param by who looked
   * @param reason what was found, and why nothing of it is missing any more
   */
  record FeedGapClosed(String topic, long foundUpTo, String by, String reason)
      implements FeedEvent {}

  /** Why records were not taken. */
  enum GapReason {
    /** They were deleted before they were read: kept too short, or deleted by hand. */
    EXPIRED,
    /** The topic was deleted and made again; what was unread in it is gone. */
    RECREATED,
    /**
     * The partition ends before what was read of it: its brokers have lost records, and give their
     * offsets to others.
     */
    TRUNCATED,
    /** They were read and could not be taken, or not wholly; they are in quarantine. */
    UNREADABLE
  }
}
