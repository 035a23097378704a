package dev.changeover.ingest.kafka;

import dev.changeover.event.FeedEvent.FeedGapFound;
import dev.changeover.event.FeedEvent.GapReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records that can no longer be read, and where reading goes on nevertheless.
 *
 * @param before the claim as it was found
 * @param after the same claim where reading goes on
 * @param from of the first missing record
 * @param to after the last one; null: not known
 */
record Gap(Claim before, Claim after, GapReason reason, long from, @Nullable Long to) {

  /**
   * What the brokers have of a partition now.
   *
   * @param topicId of the topic
   * @param beginning offset of the first record
   * @param end offset that the next record will get
   */
  record Extent(String topicId, long beginning, long end) {}

  /**
   * The brokers refuse to read on where we would.
   *
   * @param divergedAt from where on the partition holds others than the records that were read;
   *     null: they do not say
   */
  record Doubt(@Nullable Long divergedAt) {}

  /**
   * Compares what was taken with what is there.
   *
   * @param doubt what the brokers answered when they were asked for the next record; null: nothing
   */
  static Optional<Gap> between(Claim claim, Extent now, @Nullable Doubt doubt) {
    long next = claim.nextOffset();
    if (!claim.topicId().equals(now.topicId())) {
      Claim after = claim.in(now.topicId(), now.beginning());
      return Optional.of(new Gap(claim, after, GapReason.RECREATED, next, null));
    }
    if (next < now.beginning()) {
      Claim after = claim.at(now.beginning(), null);
      return Optional.of(new Gap(claim, after, GapReason.EXPIRED, next, now.beginning()));
    }
    if (doubt != null && doubt.divergedAt() != null && doubt.divergedAt() < next) {
      long from = Math.max(doubt.divergedAt(), now.beginning());
      Claim after = claim.at(from, null);
      return Optional.of(new Gap(claim, after, GapReason.TRUNCATED, from, next));
    }
    if (next > now.end() && (doubt != null || claim.leaderEpoch() == null)) {
      // Where it diverges is not known: everything is read again, and known by its ids.
      Claim after = claim.at(now.beginning(), null);
      return Optional.of(new Gap(claim, after, GapReason.TRUNCATED, now.end(), next));
    }
    return Optional.empty();
  }

  FeedGapFound event() {
    return new FeedGapFound(before.topic(), before.partition(), from, to, reason);
  }

  @Override
  public String toString() {
    return "%s, from offset %d to %s (%s)"
        .formatted(before, from, to == null ? "an unknown one" : to - 1, reason);
  }
}
