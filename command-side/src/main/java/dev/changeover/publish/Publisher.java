package dev.changeover.publish;

import dev.changeover.kafka.KafkaSettings;
import dev.changeover.log.LedgerReader;
import dev.changeover.log.LedgerSignal;
import dev.changeover.log.StoredFact;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Publishes the log to a topic, on a thread of its own, as long as no other node does. For each
 * batch: read on from the last position, commit it in Kafka, then note the position. A crash in
 * between repeats that one batch; nothing is ever skipped, since the position is only noted after
 * Kafka has acknowledged. Whatever goes wrong, the log goes on taking facts.
 */
public final class Publisher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

  private final KafkaSettings cluster;
  private final String topic;
  private final KafkaOutSettings settings;
  private final String node;
  private final LedgerReader reader;
  private final PublicationTable table;
  private final PublisherCounters counters;
  private final Setback setback = new Setback();
  private final Semaphore woken = new Semaphore(0);
  private final LedgerSignal.Watch watch;
  private final Thread thread;
  private volatile PublisherState state = PublisherState.STARTING;
  private volatile boolean closing;

  /**
   * Starts to publish.
   *
   * @param node its name, which no other running node has
   * @param signal raised when the log may have grown
   */
  Publisher(
      KafkaSettings cluster,
      KafkaOutSettings settings,
      String node,
      DataSource database,
      LedgerSignal signal,
      PublisherCounters counters) {
    if (settings.topic() == null || settings.topic().isBlank()) {
      throw new IllegalArgumentException("changeover.kafka.out.topic names no topic");
    }
    this.cluster = cluster;
    this.topic = settings.topic();
    this.settings = settings;
    this.node = node;
    this.reader = new LedgerReader(database);
    this.table = new PublicationTable(database, settings.lease());
    this.counters = counters;
    this.watch = signal.watch(woken::release);
    this.thread = Thread.ofPlatform().name("publisher").daemon().start(this::run);
  }

  /** The topic that it publishes to. */
  public String topic() {
    return topic;
  }

  /** What this node is doing. */
  public PublisherState state() {
    return state;
  }

  /**
   * How the topic stands to the log; asks the database.
   *
   * @throws DataAccessException where the database does not answer
   */
  public Standing standing() {
    return table.standing(topic);
  }

  /** Ends after the batch at hand, and lets another node take over at once. */
  @Override
  public void close() {
    closing = true;
    watch.close();
    woken.release();
    try {
      if (!thread.join(LONGEST_CLOSE)) {
        thread.interrupt(); // it waits for a cluster that does not answer
        thread.join();
      }
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closing) {
        takeTurn();
      }
    } catch (InterruptedException closed) {
      LOG.debug("publishing to topic '{}' was ended by an interrupt", topic);
    } finally {
      state = PublisherState.ENDED;
    }
  }

  private void takeTurn() throws InterruptedException {
    try {
      Optional<Lease> lease = table.acquire(topic, node);
      if (lease.isPresent()) {
        holding(lease.get());
      } else {
        standBy();
      }
    } catch (LeaseLost lost) {
      LOG.warn("{}; this node stands by", lost.getMessage());
      // Also where the lease is still ours: two that fence each other must not do so in haste.
      standBy();
    } catch (RuntimeException failed) { // whatever it is, the feed must not end of it
      if (!closing) {
        retryLater(failed);
      }
    }
  }

  private void standBy() throws InterruptedException {
    state = PublisherState.STANDING_BY;
    pause(settings.lease().dividedBy(3));
  }

  private void holding(Lease lease) throws InterruptedException {
    try (ScheduledExecutorService heartbeat = heartbeat(lease)) {
      try (FencedTopic opened = FencedTopic.open(cluster, lease)) {
        // Only now: whoever took over since then has fenced this producer or is fenced by it.
        publish(lease, opened, table.renew(lease));
      } finally {
        heartbeat.shutdownNow();
      }
    } finally {
      release(lease);
    }
  }

  private void publish(Lease lease, FencedTopic opened, long from) throws InterruptedException {
    long published = from;
    while (!closing) {
      woken.drainPermits(); // before reading: a commit after it is seen next time
      List<StoredFact> batch = reader.after(published, settings.batch());
      if (batch.isEmpty()) {
        works(lease, published);
        boolean _ = woken.tryAcquire(settings.lease().toMillis(), TimeUnit.MILLISECONDS);
      } else {
        int withoutData = opened.publish(batch);
        published = batch.getLast().position();
        table.advance(lease, published);
        counters.published(batch.size(), withoutData);
        works(lease, published);
      }
    }
  }

  /** Shows that this node lives, also while it waits for the cluster. */
  private ScheduledExecutorService heartbeat(Lease lease) {
    ScheduledExecutorService heartbeat =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("publisher-lease").daemon().factory());
    long every = settings.lease().toMillis() / 3;
    var _ =
        heartbeat.scheduleWithFixedDelay(() -> renew(lease), every, every, TimeUnit.MILLISECONDS);
    return heartbeat;
  }

  private void renew(Lease lease) {
    try {
      table.renew(lease);
    } catch (RuntimeException failed) { // else it would not be renewed ever again
      LOG.debug("the lease was not renewed; the next batch will find out", failed);
    }
  }

  private void release(Lease lease) {
    try {
      table.release(lease);
    } catch (DataAccessException away) {
      LOG.debug("the lease will run out by itself, since the database does not answer", away);
    }
  }

  private void works(Lease lease, long published) {
    if (state.activity() != PublisherState.Activity.PUBLISHING) {
      LOG.info(
          "the log is published to topic '{}' up to position {}, now by this node, epoch {}",
          topic,
          published,
          lease.epoch());
    }
    if (!setback.isOver()) {
      LOG.warn(
          "publishing to topic '{}' goes on, position {} is done; it had stopped for {} s",
          topic,
          published,
          setback.end(System.nanoTime()).toSeconds());
    }
    state = PublisherState.PUBLISHING;
  }

  private void retryLater(RuntimeException failed) throws InterruptedException {
    counters.failed();
    state = PublisherState.retrying(String.valueOf(failed.getMessage()));
    Duration pause = setback.pauseAfterFailure(System.nanoTime());
    if (setback.isWorthTelling(System.nanoTime())) {
      LOG.warn(
          "publishing to topic '{}' at {} has stopped ({}); the log goes on taking facts, and"
              + " publishing is tried again until it works",
          topic,
          String.join(", ", cluster.bootstrapServers()),
          failed.getMessage(),
          LOG.isDebugEnabled() ? failed : null);
    }
    pause(pause);
  }

  /** Not ended by facts, only by closing. */
  private void pause(Duration pause) throws InterruptedException {
    long until = System.nanoTime() + pause.toNanos();
    woken.drainPermits();
    for (long left = pause.toNanos(); !closing && left > 0; left = until - System.nanoTime()) {
      boolean _ = woken.tryAcquire(left, TimeUnit.NANOSECONDS);
    }
  }
}
