package dev.changeover.projection.processor;

import dev.changeover.event.Recorded;
import dev.changeover.projection.Projector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gathers the messages of a unit of work and hands them to the projector in one call, in the
 * transaction that moves the token.
 *
 * <p>A fact that cannot be read or folded becomes a dead letter of its stream, with the later facts
 * of that stream behind it; all others are folded. Which fact it is, is found by folding halves
 * within savepoints. A fault that is not a fact's, such as a lost connection, fails the batch, and
 * Axon tries it again.
 */
final class BatchProjection implements EventHandlerInvoker {
  private static final Logger LOGGER = LoggerFactory.getLogger(BatchProjection.class);
  private static final String STREAM = "stream";
  private static final String RETRIES = "retries";

  private final Projector projector;
  private final SequencedDeadLetterQueue<EventMessage<?>> deadLetters;
  private final TransactionTemplate savepoint;
  private final TransactionTemplate transaction;
  private final Runnable progressed;

  BatchProjection(
      Projector projector,
      SequencedDeadLetterQueue<EventMessage<?>> deadLetters,
      PlatformTransactionManager database,
      Runnable progressed) {
    this.progressed = progressed;
    this.projector = projector;
    this.deadLetters = deadLetters;
    this.transaction = new TransactionTemplate(database);
    this.savepoint = new TransactionTemplate(database);
    this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
  }

  @Override
  public boolean canHandle(EventMessage<?> message, Segment segment) {
    return segment.matches(stream(message));
  }

  @Override
  public void handle(EventMessage<?> message, Segment segment) {
    UnitOfWork<?> unit = CurrentUnitOfWork.get();
    List<EventMessage<?>> batch =
        unit.getOrComputeResource(
            getClass().getName(),
            _ -> {
              List<EventMessage<?>> gathered = new ArrayList<>();
              unit.onPrepareCommit(_ -> new Batch().project(gathered));
              unit.afterCommit(_ -> progressed.run());
              return gathered;
            });
    batch.add(message);
  }

  @Override
  public void performReset() {
    projector.reset();
    deadLetters.clear();
  }

  long deadLetters() {
    return deadLetters.size();
  }

  int retryDeadLetters() {
    Set<String> tried = new HashSet<>();
    int freed = 0;
    int before;
    do {
      before = tried.size();
      // Each stream once: a letter that fails again stays the first of its stream.
      if (deadLetters.process(letter -> tried.add(stream(letter.message())), this::retry)) {
        freed++;
      }
    } while (tried.size() > before);
    return freed;
  }

  private EnqueueDecision<EventMessage<?>> retry(DeadLetter<? extends EventMessage<?>> letter) {
    try {
      Recorded<?> fact = (Recorded<?>) letter.message().getPayload();
      transaction.executeWithoutResult(_ -> projector.project(List.of(fact)));
      return Decisions.evict();
    } catch (RuntimeException again) {
      return Decisions.requeue(
          again, same -> same.diagnostics().and(RETRIES, retries(same.diagnostics()) + 1));
    }
  }

  private static int retries(Map<String, ?> diagnostics) {
    return diagnostics.get(RETRIES) instanceof Number number ? number.intValue() : 0;
  }

  private static String stream(EventMessage<?> message) {
    if (message.getMetaData().get(STREAM) instanceof String stream) {
      return stream;
    }
    throw new IllegalStateException(
        "message %s does not name its stream; read facts from the log's own message source"
            .formatted(message.getIdentifier()));
  }

  /** One batch; knows which streams have dead letters. */
  private final class Batch {
    private final Set<String> blocked = new HashSet<>();

    void project(List<EventMessage<?>> messages) {
      if (deadLetters.size() > 0) {
        messages.stream()
            .map(BatchProjection::stream)
            .distinct()
            .filter(deadLetters::contains)
            .forEach(blocked::add);
      }
      List<EventMessage<?>> readable = new ArrayList<>(messages.size());
      for (EventMessage<?> message : messages) {
        if (isReadable(message)) {
          readable.add(message);
        }
      }
      fold(readable);
    }

    private boolean isReadable(EventMessage<?> message) {
      try {
        return message.getPayload() != null;
      } catch (RuntimeException unreadable) {
        if (Faults.isNotOfTheFact(unreadable)) {
          throw unreadable;
        }
        bury(message, unreadable);
        return false;
      }
    }

    private void fold(List<EventMessage<?>> messages) {
      List<EventMessage<?>> free = new ArrayList<>(messages.size());
      for (EventMessage<?> message : messages) {
        if (blocked.contains(stream(message))) {
          deadLetters.enqueue(stream(message), new GenericDeadLetter<>(stream(message), message));
        } else {
          free.add(message);
        }
      }
      if (free.isEmpty()) {
        return;
      }
      List<Recorded<?>> facts = new ArrayList<>(free.size());
      free.forEach(message -> facts.add((Recorded<?>) message.getPayload()));
      try {
        savepoint.executeWithoutResult(_ -> projector.project(facts));
      } catch (RuntimeException fault) {
        if (Faults.isNotOfTheFact(fault)) {
          throw fault;
        }
        if (free.size() == 1) {
          bury(free.getFirst(), fault);
        } else {
          fold(free.subList(0, free.size() / 2));
          fold(free.subList(free.size() / 2, free.size()));
        }
      }
    }

    private void bury(EventMessage<?> message, RuntimeException fault) {
      LOGGER.error(
          "projector {} cannot take the fact {} of stream {}; it and later facts of this stream wait"
              + " as dead letters until the fault is mended and they are retried",
          projector.name(),
          message.getIdentifier(),
          stream(message),
          fault);
      blocked.add(stream(message));
      deadLetters.enqueue(
          stream(message), new GenericDeadLetter<>(stream(message), message, fault));
    }
  }
}
