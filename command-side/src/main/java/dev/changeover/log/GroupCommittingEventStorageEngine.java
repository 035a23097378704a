package dev.changeover.log;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * As {@link PostgresEventStorageEngine}, but what commands decide is committed with the facts and
 * decisions that have gathered: a command that held the head of the log until its own commit would
 * let all others wait for its fsync. {@link #appendEvents} returns after the commit, which is not
 * that of the caller's transaction: a command must write nothing else, and Axon calls it when the
 * decision has been made and nothing can refuse it any longer.
 */
public final class GroupCommittingEventStorageEngine implements EventStorageEngine {
  private final PostgresEventStorageEngine reading;
  private final GroupCommittingFactLog log;
  private final RememberedStreams streams;

  /**
   * An engine beside a log.
   *
   * @param reading of the same database
   * @param streams asked only where {@link ConfirmedDecisions} confirms what is decided
   */
  public GroupCommittingEventStorageEngine(
      PostgresEventStorageEngine reading, GroupCommittingFactLog log, RememberedStreams streams) {
    this.reading = reading;
    this.log = log;
    this.streams = streams;
  }

  /**
   * Appends all events or none, and waits for the commit.
   *
   * @throws ConcurrencyException where the stream has grown since the aggregate was loaded
   * @throws EventStoreException where the database does not answer; whether they were stored is
   *     then not known
   */
  @Override
  public void appendEvents(List<? extends EventMessage<?>> events) {
    if (events.isEmpty()) {
      return;
    }
    List<LedgerRow> rows = events.stream().map(DecidedFact::row).toList();
    try {
      List<Receipt> receipts = log.appendDecided(rows).join();
      receipts.forEach(PostgresEventStorageEngine::checkNew);
      for (int each = 0; each < rows.size(); each++) {
        remember(rows.get(each), receipts.get(each));
      }
    } catch (LogUnavailable busy) {
      throw unavailable(busy);
    } catch (CompletionException failed) {
      throw switch (failed.getCause()) {
        case SequenceTaken taken -> {
          rows.forEach(row -> streams.forget(row.stream()));
          yield new ConcurrencyException(taken.getMessage(), taken);
        }
        case LogUnavailable away -> unavailable(away);
        case UnstorableFact unstorable -> unstorable;
        case null, default -> failed;
      };
    }
  }

  private void remember(LedgerRow row, Receipt receipt) {
    Long sequence = row.expectedSequence();
    if (sequence == null) {
      streams.forget(row.stream());
    } else {
      streams.appended(row.stored(receipt.position(), sequence, receipt.recordedAt()));
      DecisionBasis.current().ifPresent(basis -> basis.confirmed(row.stream()));
    }
  }

  private static EventStoreException unavailable(LogUnavailable cause) {
    return new EventStoreException(String.valueOf(cause.getMessage()), cause);
  }

  @Override
  public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
    Optional<DecisionBasis> basis = DecisionBasis.current();
    if (basis.isEmpty() || firstSequenceNumber > 0) {
      return reading.readEvents(aggregateIdentifier, firstSequenceNumber);
    }
    List<DomainEventMessage<?>> known = streams.of(aggregateIdentifier);
    if (known.isEmpty()) {
      known = streams.read(aggregateIdentifier, reading.stream(aggregateIdentifier, 0).toList());
    } else {
      basis.get().remembered(aggregateIdentifier, known.getLast().getSequenceNumber());
    }
    return DomainEventStream.of(known);
  }

  @Override
  public Stream<? extends TrackedEventMessage<?>> readEvents(
      @Nullable TrackingToken token, boolean mayBlock) {
    return reading.readEvents(token, mayBlock);
  }

  @Override
  public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
    return reading.lastSequenceNumberFor(aggregateIdentifier);
  }

  @Override
  public void storeSnapshot(DomainEventMessage<?> snapshot) {
    reading.storeSnapshot(snapshot);
  }

  @Override
  public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
    return reading.readSnapshot(aggregateIdentifier);
  }

  @Override
  public TrackingToken createTailToken() {
    return reading.createTailToken();
  }

  @Override
  public TrackingToken createHeadToken() {
    return reading.createHeadToken();
  }

  @Override
  public TrackingToken createTokenAt(Instant moment) {
    return reading.createTokenAt(moment);
  }
}
