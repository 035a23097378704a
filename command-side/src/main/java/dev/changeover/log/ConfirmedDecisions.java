package dev.changeover.log;

import java.util.OptionalLong;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * Lets commands decide on streams that are remembered, and has what they decided confirmed by the
 * log: by the append where there is one, else by the newest number of the stream. A refusal, too,
 * must not rest on what is not so any longer.
 */
public final class ConfirmedDecisions implements MessageHandlerInterceptor<CommandMessage<?>> {
  private final LedgerReader log;
  private final RememberedStreams streams;

  /**
   * Confirms by a log.
   *
   * @param streams those that the event storage engine remembers
   */
  public ConfirmedDecisions(LedgerReader log, RememberedStreams streams) {
    this.log = log;
    this.streams = streams;
  }

  /**
   * Handles the command, and asks where nothing was appended.
   *
   * @throws ConcurrencyException where a stream has grown since it was remembered; the next try
   *     reads it
   */
  @Override
  public Object handle(UnitOfWork<? extends CommandMessage<?>> unit, InterceptorChain chain)
      throws Exception {
    DecisionBasis basis = DecisionBasis.in(unit);
    Object decided;
    try {
      decided = chain.proceed();
    } catch (Exception refused) {
      confirm(basis);
      throw refused;
    }
    // Registered after the handler has applied its events: by then they are appended.
    unit.onPrepareCommit(_ -> confirm(basis));
    return decided;
  }

  private void confirm(DecisionBasis basis) {
    basis.forEachUnconfirmed(
        (stream, newest) -> {
          OptionalLong now = log.lastOfStream(stream);
          if (now.isEmpty() || now.getAsLong() != newest) {
            streams.forget(stream);
            throw new ConcurrencyException(
                "stream %s has grown since it was remembered up to number %d"
                    .formatted(stream, newest));
          }
        });
  }
}
