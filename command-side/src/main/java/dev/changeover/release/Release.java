package dev.changeover.release;

import dev.changeover.event.ReleaseEvent;
import dev.changeover.event.ReleaseEvent.ReleasePlanAmended;
import dev.changeover.event.ReleaseEvent.ReleasePlanned;
import dev.changeover.log.FactMetaData;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Axon's side of {@link ReleaseState}: loads the stream, asks, applies what was decided. */
public class Release {
  @AggregateIdentifier private @Nullable String stream;
  private ReleaseState state = new ReleaseState.NotPlanned();
  private long planSequence = -1;

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  PlanAccepted handle(PlanRelease command) {
    stream = command.stream();
    List<ReleaseEvent> decided = ReleaseState.decide(command, state);
    MetaData metaData =
        MetaData.from(
            Map.of(
                FactMetaData.ENVIRONMENT, command.plan().environment(),
                FactMetaData.SUBJECT, command.plan().release(),
                FactMetaData.ACTOR, command.actor()));
    decided.forEach(event -> AggregateLifecycle.apply(event, metaData));
    return new PlanAccepted(change(decided), planSequence);
  }

  @EventSourcingHandler
  void on(ReleaseEvent event, DomainEventMessage<?> message) {
    if (stream == null) {
      stream = message.getAggregateIdentifier();
    }
    if (event instanceof ReleasePlanned || event instanceof ReleasePlanAmended) {
      planSequence = message.getSequenceNumber();
    }
    state = ReleaseState.evolve(state, event);
  }

  private static PlanAccepted.Change change(List<ReleaseEvent> decided) {
    if (decided.isEmpty()) {
      return PlanAccepted.Change.UNCHANGED;
    }
    return decided.getFirst() instanceof ReleasePlanned
        ? PlanAccepted.Change.PLANNED
        : PlanAccepted.Change.AMENDED;
  }
}
