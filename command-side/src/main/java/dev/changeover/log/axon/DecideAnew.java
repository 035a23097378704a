package dev.changeover.log.axon;

import java.util.List;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.RetryScheduler;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * Dispatches a command again that raced with a fact of its stream; it then decides on what is known
 * by then. Nothing else is tried again: a refusal stays a refusal.
 */
final class DecideAnew implements RetryScheduler {
  private static final int MOST_RETRIES = 10;

  @Override
  public boolean scheduleRetry(
      @SuppressWarnings("rawtypes") CommandMessage command, // as Axon declares it
      RuntimeException lastFailure,
      List<Class<? extends Throwable>[]> failures,
      Runnable dispatch) {
    if (!(lastFailure instanceof ConcurrencyException) || failures.size() > MOST_RETRIES) {
      return false;
    }
    Thread.startVirtualThread(dispatch);
    return true;
  }
}
