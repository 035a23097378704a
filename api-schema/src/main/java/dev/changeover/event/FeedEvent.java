package dev.changeover.event;

import org.jspecify.annotations.Nullable;

/** Where facts are read from; {@code feed/<environment>/<topic>/<partition>}. */
public sealed interface FeedEvent extends Event {

  /**
   * Records of a partition can no longer be read, so that facts may be missing from the log.
   *
   * @param from offset of the first record that is missing
   * @param to offset of the first record after those; null: nobody knows how many there were
   */
  record FeedGapFound(String topic, int partition, long from, @Nullable Long to, GapReason reason)
      implements FeedEvent {}

  /** Why records cannot be read. */
  enum GapReason {
    /** They were deleted before they were read: kept too short, or deleted by hand. */
    EXPIRED,
    /** The topic was deleted and made again; what was unread in it is gone. */
    RECREATED,
    /**
     * The partition ends before what was read of it: its brokers have lost records, and give their
     * offsets to others.
     */
    TRUNCATED
  }
}
