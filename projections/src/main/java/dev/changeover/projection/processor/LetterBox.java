package dev.changeover.projection.processor;

import dev.changeover.event.Recorded;
import dev.changeover.projection.Progress;
import dev.changeover.projection.Projector;
import dev.changeover.projection.Tables;
import dev.changeover.projection.UnfoldedRows;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The dead letters of a read model: facts that could not be folded. Each is noted beside the rows,
 * so that every answer that it may change is UNKNOWN until it is folded.
 *
 * <p>Each letter is a sequence of its own. Axon parks what follows in the sequence of a letter, for
 * handlers that need it in order; a fold takes facts in any order, so the later facts of the same
 * stream are folded. Parked, one odd heartbeat would silence a component for ever.
 */
final class LetterBox {
  private static final Logger LOGGER = LoggerFactory.getLogger(LetterBox.class);
  private static final String RETRIES = "retries";

  private final Projector projector;
  private final SequencedDeadLetterQueue<EventMessage<?>> queue;
  private final UnfoldedRows unfolded;
  private final Progress progress;
  private final TransactionTemplate transaction;
  private final Runnable progressed;
  private final boolean read;

  LetterBox(Projector projector, ProcessorWiring wiring) {
    this.projector = projector;
    this.queue = wiring.deadLetters().apply(projector.name());
    this.unfolded = new UnfoldedRows(wiring.tables(), wiring.kept(), projector.name());
    this.progress = new Progress(wiring.tables(), wiring.kept(), projector.name());
    this.transaction = new TransactionTemplate(wiring.database());
    this.progressed = wiring.progressed();
    this.read = wiring.kept().equals(Tables.LIVE);
  }

  /** Puts a fact away, within the transaction that passes over it. */
  void bury(EventMessage<?> message, RuntimeException fault) {
    long position = Placed.position(message);
    String environment = Placed.environment(message);
    alarm(message, position, environment, fault);
    queue.enqueue(sequence(message), new GenericDeadLetter<>(sequence(message), message, fault));
    unfolded.add(position, environment);
  }

  private void alarm(
      EventMessage<?> message,
      long position,
      @Nullable String environment,
      RuntimeException fault) {
    if (!read) {
      LOGGER.warn(
          "the fact at position {} ({}) cannot be folded into the rebuilt read model {}",
          position,
          message.getIdentifier(),
          projector.name(),
          fault);
      return;
    }
    LOGGER.error(
        "ALARM: the fact at position {} ({} of {}) cannot be folded into read model {}; verdicts on"
            + " {} as of this position and later are UNKNOWN until it is. It is tried again by"
            + " itself; to look into it: changeover dead-letters explain {} {}",
        position,
        message.getIdentifier(),
        Placed.stream(message),
        projector.name(),
        environment == null ? "all environments" : environment,
        projector.name(),
        position,
        fault);
  }

  void clear() {
    queue.clear();
    unfolded.clear();
  }

  long size() {
    return unfolded.count();
  }

  /**
   * Tries each letter once.
   *
   * @return how many have been folded
   */
  int retry() {
    Set<String> tried = new HashSet<>();
    int folded = 0;
    int before;
    do {
      before = tried.size();
      // Each once: a letter that fails again stays.
      if (queue.process(letter -> tried.add(letter.message().getIdentifier()), this::retry)) {
        folded++;
      }
    } while (tried.size() > before);
    if (folded > 0) {
      LOGGER.info("{} dead letters have been folded into read model {}", folded, projector.name());
      progressed.run();
    }
    return folded;
  }

  private EnqueueDecision<EventMessage<?>> retry(DeadLetter<? extends EventMessage<?>> letter) {
    try {
      long position = Placed.position(letter.message());
      Recorded<?> fact = (Recorded<?>) letter.message().getPayload();
      transaction.executeWithoutResult(
          _ -> {
            // Waits for the batch that is being folded, and makes the next one wait.
            progress.advance(position);
            projector.project(List.of(fact));
            unfolded.remove(position);
          });
      return Decisions.evict();
    } catch (RuntimeException again) {
      return Decisions.requeue(
          again, same -> same.diagnostics().and(RETRIES, retries(same.diagnostics()) + 1));
    }
  }

  private static int retries(Map<String, ?> diagnostics) {
    return diagnostics.get(RETRIES) instanceof Number number ? number.intValue() : 0;
  }

  private static String sequence(EventMessage<?> message) {
    return "position " + Placed.position(message);
  }
}
