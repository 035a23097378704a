package dev.changeover.projection.processor;

import dev.changeover.projection.Tables;
import java.util.function.Function;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * What every projector's processor is connected to. All parts work on the same database.
 *
 * @param source messages whose payload is {@code Recorded<?>} and whose metadata names the {@code
 *     stream} and, where there is one, the {@code environment}
 * @param tokens how far each processor has read
 * @param transactions Axon's view of {@code database}
 * @param database the transactions that projectors write in; must know savepoints
 * @param tables with the schema {@code view}, in the transactions of {@code database}
 * @param kept which tables of it the projectors write
 * @param deadLetters the queue of a processor, by its name
 * @param progressed run after each commit of a batch; short and never blocking
 */
public record ProcessorWiring(
    StreamableMessageSource<TrackedEventMessage<?>> source,
    TokenStore tokens,
    TransactionManager transactions,
    PlatformTransactionManager database,
    DataSource tables,
    Tables kept,
    Function<String, SequencedDeadLetterQueue<EventMessage<?>>> deadLetters,
    Runnable progressed) {

  /** For the tables that everybody reads. */
  public ProcessorWiring(
      StreamableMessageSource<TrackedEventMessage<?>> source,
      TokenStore tokens,
      TransactionManager transactions,
      PlatformTransactionManager database,
      DataSource tables,
      Function<String, SequencedDeadLetterQueue<EventMessage<?>>> deadLetters,
      Runnable progressed) {
    this(source, tokens, transactions, database, tables, Tables.LIVE, deadLetters, progressed);
  }

  /** Where nobody wants to know of progress. */
  public ProcessorWiring(
      StreamableMessageSource<TrackedEventMessage<?>> source,
      TokenStore tokens,
      TransactionManager transactions,
      PlatformTransactionManager database,
      DataSource tables,
      Function<String, SequencedDeadLetterQueue<EventMessage<?>>> deadLetters) {
    this(source, tokens, transactions, database, tables, deadLetters, () -> {});
  }

  /**
   * For other tables, which nobody reads yet.
   *
   * @param letters name of the queue of their dead letters
   */
  public ProcessorWiring into(Tables other, String letters) {
    return new ProcessorWiring(
        source,
        tokens,
        transactions,
        database,
        tables,
        other,
        _ -> deadLetters.apply(letters),
        () -> {});
  }
}
