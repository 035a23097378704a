package dev.changeover.ops.interleavings;

import dev.changeover.event.EventId;
import dev.changeover.event.OtherFact;
import dev.changeover.event.Sha256;
import dev.changeover.log.FactLog;
import dev.changeover.log.LogUnavailable;
import dev.changeover.log.NewFact;
import dev.changeover.log.Receipt;
import dev.changeover.ops.interleavings.Interleaving.Door;
import dev.changeover.ops.interleavings.Interleaving.Ending;
import dev.changeover.ops.interleavings.Interleaving.Transaction;
import dev.changeover.ops.interleavings.Interleaving.Written;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** One writer, with its own ways into the log. For one thread at a time. */
final class Node {
  private static final String ENVIRONMENT = "production";

  private final Turns turns;
  private final GatedDatabase database;
  private final @Nullable TransactionTemplate transaction;
  private final EventStorageEngine engine;
  private final @Nullable FactLog facts;
  private final Clock clock;
  private volatile boolean appended;

  /** What became of something that was sent. */
  private sealed interface Outcome {
    record Taken() implements Outcome {}

    record Known() implements Outcome {}

    record Failed(RuntimeException cause) implements Outcome {}
  }

  /**
   * A node.
   *
   * @param transaction on {@code database}; null: the engine commits by itself, all events that a
   *     command decided at once
   * @param facts null: facts go through the engine, as all else does
   * @param clock the true time
   */
  Node(
      Turns turns,
      GatedDatabase database,
      @Nullable TransactionTemplate transaction,
      EventStorageEngine engine,
      @Nullable FactLog facts,
      Clock clock) {
    this.turns = turns;
    this.database = database;
    this.transaction = transaction;
    this.engine = engine;
    this.facts = facts;
    this.clock = clock;
  }

  Turns turns() {
    return turns;
  }

  /** Whether it is between its first event and the end of its transaction. */
  boolean isWriting() {
    return appended || database.isCommitting();
  }

  /** Writes as drawn; where the answer is lost, sends again. */
  void write(Transaction drawn) {
    Instant now = clock.instant();
    database.endWith(drawn.ending());
    Outcome outcome = send(drawn, now);
    if (outcome instanceof Outcome.Taken != (drawn.ending() == Ending.COMMIT)) {
      throw unexpected(drawn, outcome);
    }
    if (drawn.ending() == Ending.LOSE_ANSWER) {
      database.endWith(Ending.COMMIT);
      Outcome again = send(drawn, now);
      if (again instanceof Outcome.Taken) {
        throw unexpected(drawn.again(), again);
      }
    }
  }

  private static AssertionError unexpected(Transaction drawn, Outcome outcome) {
    return new AssertionError(
        "%s has ended as %s".formatted(drawn, outcome),
        outcome instanceof Outcome.Failed failed ? failed.cause() : null);
  }

  private Outcome send(Transaction drawn, Instant now) {
    try {
      return facts != null && drawn.door() == Door.FACTS
          ? append(facts, drawn, now)
          : append(drawn, now);
    } finally {
      appended = false;
    }
  }

  private Outcome append(FactLog log, Transaction drawn, Instant now) {
    List<NewFact> all =
        drawn.events().stream().map(each -> fact(each.id(), now.plus(each.ahead()))).toList();
    try {
      List<Receipt> receipts = log.append(all, _ -> atTheHead()).join();
      return receipts.stream().allMatch(Receipt.Appended.class::isInstance)
          ? new Outcome.Taken()
          : new Outcome.Known();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof LogUnavailable) {
        return new Outcome.Failed(failed);
      }
      throw failed;
    }
  }

  private boolean atTheHead() {
    appended = true;
    turns.pause();
    return true;
  }

  private Outcome append(Transaction drawn, Instant now) {
    try {
      if (transaction == null) {
        engine.appendEvents(messages(drawn.events(), now));
      } else {
        transaction.executeWithoutResult(_ -> appendInTurns(drawn, now));
      }
      return new Outcome.Taken();
    } catch (RuntimeException failed) {
      return new Outcome.Failed(failed);
    }
  }

  private void appendInTurns(Transaction drawn, Instant now) {
    for (List<Written> each : drawn.appends()) {
      if (appended) {
        turns.pause();
      }
      engine.appendEvents(messages(each, now));
      appended = true;
    }
  }

  private static List<EventMessage<?>> messages(List<Written> events, Instant now) {
    List<EventMessage<?>> messages = new ArrayList<>();
    events.forEach(each -> messages.add(message(each.id(), now.plus(each.ahead()))));
    return messages;
  }

  private static NewFact fact(String id, Instant occurredAt) {
    return new NewFact(
        new EventId("/interleavings", id),
        ENVIRONMENT,
        id,
        occurredAt,
        new OtherFact(id, "{}"),
        Sha256.of(id.getBytes(StandardCharsets.UTF_8)),
        null);
  }

  private static EventMessage<?> message(String id, Instant timestamp) {
    return new GenericDomainEventMessage<>(
        "Other",
        "other/" + ENVIRONMENT + "/" + id,
        0,
        new OtherFact(id, "{}"),
        MetaData.with("environment", ENVIRONMENT),
        id,
        timestamp);
  }
}
