package dev.changeover.projection.processor;

import dev.changeover.event.Recorded;
import dev.changeover.projection.Progress;
import dev.changeover.projection.Projector;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gathers the messages of a unit of work and hands them to the projector in one call, in the
 * transaction that moves the token.
 *
 * <p>A fact that cannot be read or folded becomes a dead letter; all others are folded, and the
 * read model's position moves past it. Which fact it is, is found by folding halves within
 * savepoints. A fault that is not a fact's, such as a lost connection, fails the batch, and Axon
 * tries it again.
 */
final class BatchProjection implements EventHandlerInvoker {
  private final Projector projector;
  private final LetterBox letters;
  private final Progress progress;
  private final TransactionTemplate savepoint;
  private final Runnable progressed;

  BatchProjection(Projector projector, LetterBox letters, ProcessorWiring wiring) {
    this.projector = projector;
    this.letters = letters;
    this.progress = new Progress(wiring.tables(), projector.name());
    this.progressed = wiring.progressed();
    this.savepoint = new TransactionTemplate(wiring.database());
    this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
  }

  @Override
  public boolean canHandle(EventMessage<?> message, Segment segment) {
    return segment.matches(Placed.stream(message));
  }

  @Override
  public void handle(EventMessage<?> message, Segment segment) {
    UnitOfWork<?> unit = CurrentUnitOfWork.get();
    List<EventMessage<?>> batch =
        unit.getOrComputeResource(
            getClass().getName(),
            _ -> {
              List<EventMessage<?>> gathered = new ArrayList<>();
              unit.onPrepareCommit(_ -> project(gathered));
              unit.afterCommit(_ -> progressed.run());
              return gathered;
            });
    batch.add(message);
  }

  @Override
  public void performReset() {
    projector.reset();
    letters.clear();
  }

  private void project(List<EventMessage<?>> messages) {
    List<EventMessage<?>> readable = new ArrayList<>(messages.size());
    for (EventMessage<?> message : messages) {
      if (isReadable(message)) {
        readable.add(message);
      }
    }
    fold(readable);
    if (readable.size() < messages.size()) {
      passOver(messages.getLast());
    }
  }

  private boolean isReadable(EventMessage<?> message) {
    try {
      return message.getPayload() != null;
    } catch (RuntimeException unreadable) {
      if (Faults.isNotOfTheFact(unreadable)) {
        throw unreadable;
      }
      letters.bury(message, unreadable);
      return false;
    }
  }

  private void fold(List<EventMessage<?>> messages) {
    if (messages.isEmpty()) {
      return;
    }
    List<Recorded<?>> facts = new ArrayList<>(messages.size());
    messages.forEach(message -> facts.add((Recorded<?>) message.getPayload()));
    try {
      savepoint.executeWithoutResult(_ -> projector.project(facts));
    } catch (RuntimeException fault) {
      if (Faults.isNotOfTheFact(fault)) {
        throw fault;
      }
      if (messages.size() == 1) {
        letters.bury(messages.getFirst(), fault);
        passOver(messages.getFirst());
      } else {
        fold(messages.subList(0, messages.size() / 2));
        fold(messages.subList(messages.size() / 2, messages.size()));
      }
    }
  }

  /** A read model that lacks a fact says so itself; it is not behind for that. */
  private void passOver(EventMessage<?> message) {
    progress.advance(Placed.position(message));
  }
}
