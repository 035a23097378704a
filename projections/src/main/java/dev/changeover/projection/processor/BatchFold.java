package dev.changeover.projection.processor;

import dev.changeover.event.Recorded;
import dev.changeover.projection.Progress;
import dev.changeover.projection.Projector;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands the facts of a batch to the projector, in the caller's transaction.
 *
 * <p>A fact that cannot be read or folded becomes a dead letter; all others are folded, and the
 * read model's position moves past it. Which fact it is, is found by folding halves within
 * savepoints. A fault that is not a fact's, such as a lost connection, fails the batch.
 */
public final class BatchFold {
  private final Projector projector;
  private final LetterBox letters;
  private final Progress progress;
  private final TransactionTemplate savepoint;

  /** With dead letters as {@code wiring} has them. */
  public BatchFold(Projector projector, ProcessorWiring wiring) {
    this(projector, new LetterBox(projector, wiring), wiring);
  }

  BatchFold(Projector projector, LetterBox letters, ProcessorWiring wiring) {
    this.projector = projector;
    this.letters = letters;
    this.progress = new Progress(wiring.tables(), wiring.kept(), projector.name());
    this.savepoint = new TransactionTemplate(wiring.database());
    this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
  }

  /** Folds messages of the log, in the order of their positions. */
  public void project(List<? extends EventMessage<?>> messages) {
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
