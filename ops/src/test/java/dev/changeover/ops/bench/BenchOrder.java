package dev.changeover.ops.bench;

import dev.changeover.event.ActionEvent.StepStarted;
import dev.changeover.event.ActionRef;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * An aggregate with as little in it as can be: the way of a command is measured, not a decision.
 */
class BenchOrder {
  @SuppressWarnings("UnusedVariable") // read by Axon
  @AggregateIdentifier
  private String stream = "";

  private int attempts;

  /** Begins the next attempt of the one step of an order. */
  record Charge(@TargetAggregateIdentifier String stream, String order) {
    static Charge of(String order) {
      return new Charge("action/bench/bench/" + order, order);
    }
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  int handle(Charge command) {
    stream = command.stream();
    AggregateLifecycle.apply(
        new StepStarted(
            new ActionRef("bench", command.order()),
            "charge",
            attempts + 1,
            "checkout",
            "2.4.0",
            "checkout-1",
            null,
            null,
            null,
            null,
            null),
        MetaData.with("environment", "bench"));
    return attempts;
  }

  @EventSourcingHandler
  void on(StepStarted event, DomainEventMessage<?> message) {
    stream = message.getAggregateIdentifier();
    attempts = event.attempt();
  }
}
