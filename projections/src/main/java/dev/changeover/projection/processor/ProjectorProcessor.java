package dev.changeover.projection.processor;

import dev.changeover.projection.Projector;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.messaging.StreamableMessageSource;

/**
 * One projector as an Axon pooled streaming processor. It has one segment: a projector may rely on
 * getting all facts, in order of their positions, one batch at a time; on several nodes, the one
 * that holds the token works and the others stand by.
 */
public final class ProjectorProcessor implements AutoCloseable {
  /** Axon's work package never holds more than 1,024 messages, so its batches are no larger. */
  private static final int BATCH = 2_000;

  private static final int CLAIM_INTERVAL_MILLIS = 1_000;

  private final LetterBox letters;
  private final RetryClock retries;
  private final PooledStreamingEventProcessor processor;
  private final ScheduledExecutorService coordinator;
  private final ScheduledExecutorService worker;

  /** Not started yet. */
  public ProjectorProcessor(Projector projector, ProcessorWiring wiring) {
    String name = projector.name();
    letters = new LetterBox(projector, wiring);
    retries = new RetryClock(name, letters);
    coordinator = new CoordinatorThread(name);
    worker =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("project-" + name).daemon().factory());
    processor =
        PooledStreamingEventProcessor.builder()
            .name(name)
            .eventHandlerInvoker(new BatchProjection(projector, letters, wiring))
            .messageSource(wiring.source())
            .tokenStore(wiring.tokens())
            .transactionManager(wiring.transactions())
            .coordinatorExecutor(coordinator)
            .workerExecutor(worker)
            .initialSegmentCount(1)
            .initialToken(StreamableMessageSource::createTailToken)
            .batchSize(BATCH)
            .tokenClaimInterval(CLAIM_INTERVAL_MILLIS)
            .claimExtensionThreshold(CLAIM_INTERVAL_MILLIS)
            .build();
  }

  /** Name of the projector, of the processor and of its dead letters. */
  public String name() {
    return processor.getName();
  }

  /** Begins, or goes on where the token says. */
  public void start() {
    processor.start();
  }

  /** Ends after the batch that is being written; {@link #start()} goes on. */
  public void stop() {
    processor.shutDown();
  }

  /**
   * Empties the rows and dead letters and folds the log again from position 0. Returns when the
   * rows are empty and the fold has begun.
   *
   * @throws org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException where another
   *     node is at work on this projector; stop it there first
   */
  public void replay() {
    stop();
    processor.resetTokens();
    start();
  }

  /** The last position whose rows are committed, -1 for none; empty: not at work on this node. */
  public OptionalLong position() {
    return processor.processingStatus().values().stream()
        .map(EventTrackerStatus::getCurrentPosition)
        .mapToLong(at -> at.orElse(-1))
        .min();
  }

  /** Whether the last batch failed; it is tried again with growing pauses. */
  public boolean isFailing() {
    return processor.isError()
        || processor.processingStatus().values().stream()
            .anyMatch(EventTrackerStatus::isErrorState);
  }

  /** Facts that could not be folded. */
  public long deadLetters() {
    return letters.size();
  }

  /** From now on dead letters are tried again by themselves. */
  public void retryByItself() {
    retries.start();
  }

  /**
   * Tries each dead letter once more, now.
   *
   * @return how many have been folded
   */
  public int retryDeadLetters() {
    return letters.retry();
  }

  @Override
  public void close() {
    retries.close();
    stop();
    coordinator.shutdown();
    worker.shutdown();
  }
}
