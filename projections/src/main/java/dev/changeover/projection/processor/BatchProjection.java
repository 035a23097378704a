package dev.changeover.projection.processor;

import dev.changeover.projection.Projector;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Gathers the messages of a unit of work and folds them in one call, in the transaction that moves
 * the token. A batch that fails is tried again by Axon.
 */
final class BatchProjection implements EventHandlerInvoker {
  private final Projector projector;
  private final LetterBox letters;
  private final BatchFold fold;
  private final Runnable progressed;

  BatchProjection(Projector projector, LetterBox letters, ProcessorWiring wiring) {
    this.projector = projector;
    this.letters = letters;
    this.fold = new BatchFold(projector, letters, wiring);
    this.progressed = wiring.progressed();
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
              unit.onPrepareCommit(_ -> fold.project(gathered));
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
}
