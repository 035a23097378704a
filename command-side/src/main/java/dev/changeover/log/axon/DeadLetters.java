package dev.changeover.log.axon;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.deadletter.jdbc.DefaultDeadLetterStatementFactory;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.serialization.Serializer;

/** The dead-letter queues of all processors, in {@code ledger.dead_letter_entry}. */
public final class DeadLetters {
  /** Each letter is a sequence of its own. */
  private static final int MOST_LETTERS = 10_000;

  private static final DeadLetterSchema SCHEMA =
      DeadLetterSchema.builder()
          .deadLetterTable("ledger.dead_letter_entry")
          .deadLetterIdentifierColumn("dead_letter_id")
          .processingGroupColumn("processing_group")
          .sequenceIdentifierColumn("sequence_identifier")
          .sequenceIndexColumn("sequence_index")
          .messageTypeColumn("message_type")
          .eventIdentifierColumn("event_identifier")
          .timestampColumn("time_stamp")
          .payloadTypeColumn("payload_type")
          .payloadRevisionColumn("payload_revision")
          .payloadColumn("payload")
          .metaDataColumn("meta_data")
          .aggregateTypeColumn("aggregate_type")
          .aggregateIdentifierColumn("aggregate_identifier")
          .sequenceNumberColumn("sequence_number")
          .tokenTypeColumn("token_type")
          .tokenColumn("token")
          .enqueuedAtColumn("enqueued_at")
          .lastTouchedColumn("last_touched")
          .processingStartedColumn("processing_started")
          .causeTypeColumn("cause_type")
          .causeMessageColumn("cause_message")
          .diagnosticsColumn("diagnostics")
          .build();

  private final ConnectionProvider connections;
  private final TransactionManager transactions;
  private final Serializer serializer;

  DeadLetters(
      ConnectionProvider connections, TransactionManager transactions, Serializer serializer) {
    this.connections = connections;
    this.transactions = transactions;
    this.serializer = serializer;
  }

  /**
   * The queue of a processor. When it is full the processor does not go on: a read model that can
   * fold nothing stands still, which everybody sees, rather than fill the database.
   */
  public SequencedDeadLetterQueue<EventMessage<?>> of(String processor) {
    return JdbcSequencedDeadLetterQueue.<EventMessage<?>>builder()
        .processingGroup(processor)
        .maxSequences(MOST_LETTERS)
        .connectionProvider(connections)
        .transactionManager(transactions)
        .schema(SCHEMA)
        .genericSerializer(serializer)
        .eventSerializer(serializer)
        .statementFactory(new WithoutClassNames(serializer))
        .build();
  }

  /** Axon writes the class of the message into each row, and never reads it. */
  private static final class WithoutClassNames
      extends DefaultDeadLetterStatementFactory<EventMessage<?>> {
    private static final int MESSAGE_TYPE_PARAMETER = 5;

    WithoutClassNames(Serializer serializer) {
      super(
          DefaultDeadLetterStatementFactory.<EventMessage<?>>builder()
              .schema(SCHEMA)
              .genericSerializer(serializer)
              .eventSerializer(serializer));
    }

    @Override
    public PreparedStatement enqueueStatement(
        Connection connection,
        String processingGroup,
        String sequenceIdentifier,
        DeadLetter<? extends EventMessage<?>> letter,
        long sequenceIndex)
        throws SQLException {
      PreparedStatement statement =
          super.enqueueStatement(
              connection, processingGroup, sequenceIdentifier, letter, sequenceIndex);
      statement.setString(MESSAGE_TYPE_PARAMETER, "fact");
      return statement;
    }
  }
}
