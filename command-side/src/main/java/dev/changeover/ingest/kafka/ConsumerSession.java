package dev.changeover.ingest.kafka;

import dev.changeover.ingest.kafka.KafkaInStatus.PartitionStatus;
import dev.changeover.ingest.kafka.KafkaInStatus.State;
import dev.changeover.log.Fenced;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one consumer. One thread polls and never waits for anything else, so that the group
 * keeps this reader however long the log takes; a partition whose batch is on its way is paused,
 * and all are while too many bytes are. Claims and batches are worked on by threads of their own,
 * whose results come back through {@link SideWork}.
 */
final class ConsumerSession implements ConsumerRebalanceListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConsumerSession.class);
  private static final Duration LONGEST_POLL = Duration.ofMillis(500);
  private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(5);

  private final KafkaInParts parts;
  private final KafkaInSettings settings;
  private final Consumer<byte[], byte[]> consumer;
  private final Admin brokers;
  private final PartitionStart start;
  private final Map<TopicPartition, HeldPartition> held = new HashMap<>();
  private final SideWork beside;
  private final TopicWatch watch;
  private long bytesOnTheirWay;
  private volatile boolean ending;

  ConsumerSession(KafkaInParts parts, Consumer<byte[], byte[]> consumer, Admin brokers) {
    this.parts = parts;
    this.settings = parts.settings();
    this.consumer = consumer;
    this.brokers = brokers;
    this.beside = new SideWork(consumer::wakeup);
    this.watch =
        new TopicWatch(
            brokers, List.copyOf(parts.topics().keySet()), settings.checkEvery(), beside);
    this.start =
        new PartitionStart(brokers, parts.offsets(), parts.log(), parts.meters(), parts.clock());
  }

  /**
   * Reads until {@link #end()}.
   *
   * @throws org.apache.kafka.common.KafkaException where a new consumer is needed
   */
  void run() {
    consumer.subscribe(List.copyOf(parts.topics().keySet()), this);
    while (!ending) {
      beside.doResults();
      watch.look(this::compare, this::tell);
      claim();
      pauseAndResume();
      poll();
      tell();
    }
  }

  /** Ends the reading, from any thread. */
  void end() {
    ending = true;
    consumer.wakeup();
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    for (TopicPartition partition : assigned) {
      // A paused partition needs some position, or the consumer looks for a committed one.
      consumer.seek(partition, 0);
      hold(new HeldPartition(partition, State.STARTING, Duration.ZERO, null));
    }
    consumer.pause(assigned);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    revoked.forEach(this::letGo);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> lost) {
    LOG.warn("others have been given {}; what was on its way from them is not appended", lost);
    lost.forEach(this::letGo);
  }

  private void hold(HeldPartition partition) {
    HeldPartition before = held.put(partition.partition(), partition);
    if (before != null) {
      before.letGo();
    }
  }

  private void letGo(TopicPartition partition) {
    HeldPartition before = held.remove(partition);
    if (before != null) {
      before.letGo();
      parts.status().forget(partition);
    }
  }

  private void poll() {
    try {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(LONGEST_POLL);
      records
          .nextOffsets()
          .forEach(
              (partition, next) -> take(partition, new Batch(records.records(partition), next)));
    } catch (WakeupException result) {
      LOG.trace("there are results to look at", result);
    } catch (LogTruncationException truncated) {
      for (TopicPartition partition : truncated.partitions()) {
        OffsetAndMetadata diverged = truncated.divergentOffsets().get(partition);
        // Not known: everything is read again, and known by its ids.
        beginAgain(
            partition, Duration.ZERO, new Gap.Doubt(diverged == null ? 0L : diverged.offset()));
      }
    } catch (OffsetOutOfRangeException gone) {
      gone.partitions()
          .forEach(partition -> beginAgain(partition, Duration.ZERO, new Gap.Doubt(null)));
    }
  }

  private void take(TopicPartition partition, Batch batch) {
    HeldPartition of = held.get(partition);
    if (of == null || of.claim == null) {
      LOG.warn("{} brought records without being claimed; they are read again later", partition);
      return;
    }
    Claim claim = of.claim;
    of.state = State.TAKING;
    of.position = batch.next().offset();
    long bytes = batch.bytes();
    bytesOnTheirWay += bytes;
    RecordIntake intake = parts.intake(partition.topic());
    work(
        of,
        () -> {
          Taking taking =
              new BatchWork(
                      of,
                      claim,
                      batch,
                      intake,
                      parts.offsets(),
                      new GapFacts(parts.topic(partition.topic()).environments(), parts.clock()),
                      parts.log())
                  .run();
          return () -> taken(of, batch, taking);
        },
        () -> bytesOnTheirWay -= bytes);
  }

  private void taken(HeldPartition of, Batch batch, Taking taking) {
    of.trouble = null;
    switch (taking) {
      case Taking.Done(Claim claim, int quarantined) -> {
        of.claim = claim;
        of.state = State.READING;
        parts.meters().taken(claim.topic(), batch.records().size(), quarantined);
        // For tools that show how far a group is; nothing is ever read from there.
        consumer.commitAsync(
            Map.of(of.partition(), new OffsetAndMetadata(claim.nextOffset())),
            (_, failed) -> LOG.trace("shown to the group", failed));
      }
      case Taking.Moved _ -> beginAgain(of.partition(), Duration.ZERO, null);
      case Taking.Followed _ -> {
        LOG.warn(
            "another reader has begun with {}; nothing more of it is appended here. Seen for long:"
                + " do several groups read it into one log? changeover.kafka.in.group is '{}' here",
            of.partition(),
            settings.group());
        beginAgain(of.partition(), settings.retryAfter(), null);
      }
      case Taking.LetGo _ -> beginAgain(of.partition(), settings.retryAfter(), null);
    }
  }

  /** Drops what is known of a partition; what is read of it next depends on a new claim. */
  private void beginAgain(TopicPartition partition, Duration delay, Gap.@Nullable Doubt doubt) {
    if (!held.containsKey(partition)) {
      return;
    }
    State state = delay.isZero() ? State.STARTING : State.FOLLOWED;
    hold(new HeldPartition(partition, state, delay, doubt));
    consumer.pause(Set.of(partition));
  }

  private void claim() {
    for (HeldPartition each : held.values()) {
      if (each.isToBeClaimed()) {
        work(
            each,
            () -> {
              Optional<Claim> claim = claim(each);
              return () -> claim.ifPresentOrElse(begun -> begin(each, begun), () -> retry(each));
            },
            () -> {});
      }
    }
  }

  private Optional<Claim> claim(HeldPartition of) {
    TopicPartition partition = of.partition();
    try {
      return Optional.of(start.claim(partition, parts.topic(partition.topic()), of.doubt));
    } catch (PartitionStart.NotNow | RuntimeException later) {
      of.trouble = later.toString();
      if (later instanceof Fenced) {
        LOG.info("{} changed hands while it was claimed", partition);
      } else {
        LOG.warn("{} cannot be read now, it is tried again: {}", partition, later.toString());
      }
      return Optional.empty();
    }
  }

  private void begin(HeldPartition of, Claim claim) {
    of.claim = claim;
    of.position = claim.nextOffset();
    of.state = State.READING;
    of.trouble = null;
    consumer.seek(
        of.partition(),
        new OffsetAndMetadata(claim.nextOffset(), Optional.ofNullable(claim.leaderEpoch()), ""));
  }

  private void retry(HeldPartition of) {
    HeldPartition again =
        new HeldPartition(of.partition(), State.STARTING, settings.retryAfter(), of.doubt);
    again.trouble = of.trouble;
    hold(again);
  }

  private void pauseAndResume() {
    Set<TopicPartition> wanted = new HashSet<>();
    if (bytesOnTheirWay < settings.mostBytes().toBytes()) {
      held.values().stream()
          .filter(HeldPartition::isReadable)
          .forEach(each -> wanted.add(each.partition()));
    }
    Set<TopicPartition> reading = new HashSet<>(consumer.assignment());
    reading.removeAll(consumer.paused());
    Set<TopicPartition> tooMuch = new HashSet<>(reading);
    tooMuch.removeAll(wanted);
    wanted.removeAll(reading);
    consumer.pause(tooMuch);
    consumer.resume(wanted);
  }

  private void compare(String topic, String topicId) {
    for (HeldPartition each : List.copyOf(held.values())) {
      Claim claim = each.claim;
      if (claim != null && claim.topic().equals(topic) && !claim.topicId().equals(topicId)) {
        beginAgain(each.partition(), Duration.ZERO, null);
      }
    }
  }

  private void tell(@Nullable Throwable failed) {
    if (!ending) {
      parts.status().tellTrouble(failed);
    }
  }

  private void tell() {
    for (HeldPartition each : held.values()) {
      Claim claim = each.claim;
      OptionalLong behind =
          claim == null ? OptionalLong.empty() : consumer.currentLag(each.partition());
      parts
          .status()
          .tell(
              each.partition(),
              new PartitionStatus(
                  each.state,
                  claim == null ? -1 : claim.nextOffset(),
                  claim == null || behind.isEmpty()
                      ? -1
                      : behind.getAsLong() + each.position - claim.nextOffset(),
                  each.trouble));
    }
  }

  /**
   * Works for a partition on a thread of its own.
   *
   * @param work gives what the polling thread does afterwards, if the partition is still held
   * @param atTheEnd what it does in any case
   */
  private void work(HeldPartition of, Supplier<Runnable> work, Runnable atTheEnd) {
    of.busy = true;
    beside.begin(
        "kafka-in-" + of.partition(),
        () -> {
          Runnable result = work.get();
          return () -> ended(of, result, atTheEnd);
        },
        () -> ended(of, () -> retry(of), atTheEnd));
  }

  private void ended(HeldPartition of, Runnable result, Runnable atTheEnd) {
    of.busy = false;
    atTheEnd.run();
    if (held.get(of.partition()) == of) {
      result.run();
    }
  }

  /** Lets go of everything; what is on its way is given some time to end. */
  @Override
  public void close() {
    held.keySet().stream().toList().forEach(this::letGo);
    try {
      beside.awaitEnd(LONGEST_FAREWELL);
    } finally {
      brokers.close(Duration.ZERO);
      consumer.close(CloseOptions.timeout(LONGEST_FAREWELL));
    }
  }
}
