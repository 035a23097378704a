package dev.changeover.ingest.kafka;

import dev.changeover.ingest.kafka.KafkaInStatus.State;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A partition that this reader has been given, from one claim to the next. The consumer's thread
 * alone changes it; work on its behalf asks {@link #waitFor} whether to go on.
 */
final class HeldPartition {
  private final TopicPartition partition;
  private final CountDownLatch letGo = new CountDownLatch(1);

  /** What its brokers answered when they were asked to read on; null: nothing yet. */
  final Gap.@Nullable Doubt doubt;

  /** {@link System#nanoTime} before which it is not claimed. */
  final long claimNotBefore;

  /** Null until it has been claimed. */
  @Nullable Claim claim;

  /** Work is being done for it: it is being claimed, or a batch of it taken. */
  boolean busy;

  /** Where the next poll reads on. */
  long position;

  volatile State state;
  volatile @Nullable String trouble;

  HeldPartition(TopicPartition partition, State state, Duration delay, Gap.@Nullable Doubt doubt) {
    this.partition = partition;
    this.state = state;
    this.doubt = doubt;
    this.claimNotBefore = System.nanoTime() + delay.toNanos();
  }

  TopicPartition partition() {
    return partition;
  }

  boolean isToBeClaimed() {
    return claim == null && !busy && System.nanoTime() - claimNotBefore >= 0;
  }

  boolean isReadable() {
    return claim != null && !busy;
  }

  /** Ends the work on its behalf; what has reached the log is decided there. */
  void letGo() {
    letGo.countDown();
  }

  /** Waits; false: the partition has been let go. */
  boolean waitFor(Duration pause, String why) {
    state = State.WAITING;
    trouble = why;
    try {
      return !letGo.await(Math.max(1, pause.toMillis()), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
