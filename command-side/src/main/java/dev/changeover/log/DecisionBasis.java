package dev.changeover.log;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * The streams that a command is decided on and that were remembered instead of read, each with the
 * newest number that was known of it. An append at the next number confirms that it was all; where
 * nothing is appended, because the command was refused or changes nothing, somebody has to ask. One
 * for each unit of work, used by its thread alone.
 */
final class DecisionBasis {
  private final Map<String, Long> unconfirmed = new HashMap<>();

  /** Permits what is loaded in this unit of work to be remembered instead of read. */
  static DecisionBasis in(UnitOfWork<?> unit) {
    return unit.getOrComputeResource(DecisionBasis.class.getName(), _ -> new DecisionBasis());
  }

  /** Empty: nobody confirms what is decided, so everything has to be read. */
  static Optional<DecisionBasis> current() {
    return CurrentUnitOfWork.isStarted()
        ? Optional.ofNullable(CurrentUnitOfWork.get().getResource(DecisionBasis.class.getName()))
        : Optional.empty();
  }

  void remembered(String stream, long newest) {
    unconfirmed.put(stream, newest);
  }

  /** The log took an event at the number after the newest one. */
  void confirmed(String stream) {
    unconfirmed.remove(stream);
  }

  /** Each stream with its newest number as it was remembered. */
  void forEachUnconfirmed(BiConsumer<String, Long> ask) {
    Map.copyOf(unconfirmed).forEach(ask);
  }
}
