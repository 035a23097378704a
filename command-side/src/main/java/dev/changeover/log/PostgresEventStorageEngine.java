package dev.changeover.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The log as Axon's aggregates see it. Appends in the transaction of the command, holding the head
 * of the log from then until its commit. An aggregate's identifier is the name of its stream, which
 * observed facts about the same thing share: an aggregate sees them, and a command that raced with
 * one is refused with {@link ConcurrencyException} and may be tried again.
 *
 * <p>The product appends through {@link GroupCommittingEventStorageEngine} and reads here.
 *
 * <p>Snapshots are not supported: no stream that is commanded grows long.
 */
public final class PostgresEventStorageEngine implements EventStorageEngine {
  private static final int PAGE = 1_000;

  private final DataSource database;
  private final LedgerReader reader;
  private final LedgerSignal signal;

  /**
   * An engine on a migrated database.
   *
   * @param database Spring's transactions are those of this data source
   * @param signal raised after each commit
   */
  public PostgresEventStorageEngine(DataSource database, LedgerSignal signal) {
    this.database = new TransactionAwareDataSourceProxy(database);
    this.reader = new LedgerReader(this.database);
    this.signal = signal;
  }

  /**
   * Appends in the transaction of the caller.
   *
   * @throws ConcurrencyException where the stream has grown since the aggregate was loaded
   * @throws EventStoreException where an event of that source and id is in the log, or the database
   *     refuses
   * @throws IllegalStateException outside a transaction
   */
  @Override
  public void appendEvents(List<? extends EventMessage<?>> events) {
    if (events.isEmpty()) {
      return;
    }
    List<LedgerRow> rows = events.stream().map(DecidedFact::row).toList();
    try (Connection connection = database.getConnection()) {
      LedgerWriter log = LedgerWriter.atTheHead(connection);
      log.append(rows).forEach(PostgresEventStorageEngine::checkNew);
      log.movedTo().ifPresent(this::raiseAfterCommit);
    } catch (SequenceTaken taken) {
      throw new ConcurrencyException(taken.getMessage(), taken);
    } catch (SQLException refused) {
      throw new EventStoreException(
          "the log cannot be written now: " + refused.getMessage(), refused);
    }
  }

  static void checkNew(Receipt receipt) {
    if (!(receipt instanceof Receipt.Appended)) {
      throw new EventStoreException(
          "event %s %s is in the log at position %d already; an event is decided once"
              .formatted(receipt.id().source(), receipt.id().id(), receipt.position()));
    }
  }

  /** Readers of this node need not wait for the notice from PostgreSQL. */
  private void raiseAfterCommit(long nextPosition) {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              signal.raise(nextPosition);
            }
          });
    }
  }

  @Override
  public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
    return DomainEventStream.of(
        stream(aggregateIdentifier, firstSequenceNumber).map(DecidedFact::domainMessage));
  }

  /** The facts of a stream from a number in it on. */
  Stream<StoredFact> stream(String name, long fromSequence) {
    return pages(
        reader.ofStream(name, fromSequence, PAGE),
        last -> reader.ofStream(name, last.streamSequence() + 1, PAGE));
  }

  /** The log from a token on up to now, with the events as payloads. Never blocks. */
  @Override
  public Stream<? extends TrackedEventMessage<?>> readEvents(
      @Nullable TrackingToken token, boolean mayBlock) {
    return pages(
            reader.after(LedgerMessageSource.position(token), PAGE),
            last -> reader.after(last.position(), PAGE))
        .map(DecidedFact::trackedMessage);
  }

  @Override
  public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
    return reader.lastOfStream(aggregateIdentifier).stream().boxed().findFirst();
  }

  @Override
  public void storeSnapshot(DomainEventMessage<?> snapshot) {
    throw new UnsupportedOperationException(
        "the log keeps no snapshots; configure no snapshot trigger for "
            + snapshot.getAggregateIdentifier());
  }

  @Override
  public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
    return Optional.empty();
  }

  @Override
  public TrackingToken createTailToken() {
    return new LedgerTokens(reader).tail();
  }

  @Override
  public TrackingToken createHeadToken() {
    return new LedgerTokens(reader).head();
  }

  @Override
  public TrackingToken createTokenAt(Instant moment) {
    return new LedgerTokens(reader).at(moment);
  }

  private interface NextPage {
    List<StoredFact> after(StoredFact last);
  }

  private static Stream<StoredFact> pages(List<StoredFact> first, NextPage next) {
    return Stream.iterate(
            first,
            page -> !page.isEmpty(),
            page -> page.size() < PAGE ? List.<StoredFact>of() : next.after(page.getLast()))
        .flatMap(List::stream);
  }
}
