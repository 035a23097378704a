package dev.changeover.log.axon;

import dev.changeover.log.GroupCommittingEventStorageEngine;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;

/**
 * Refuses to start with parts that lose facts without a word. Axon falls back to a transaction
 * manager that does nothing, to tokens in memory, and to serializers that store the names of
 * classes, wherever a part is missing.
 */
final class WiringCheck {
  private WiringCheck() {}

  /**
   * Looks at what is wired, not at what was meant.
   *
   * @throws IllegalStateException naming the first wrong part
   */
  static void check(Configuration axon) {
    require(axon, TransactionManager.class, SpringTransactionManager.class);
    require(axon, EventStorageEngine.class, GroupCommittingEventStorageEngine.class);
    require(axon, EventBus.class, EmbeddedEventStore.class);
    require(axon, TokenStore.class, JdbcTokenStore.class);
    require(axon.serializer(), Serializer.class, StableSerializer.class);
    require(axon.eventSerializer(), Serializer.class, StableSerializer.class);
    require(axon.messageSerializer(), Serializer.class, StableSerializer.class);
  }

  private static void require(Configuration axon, Class<?> part, Class<?> wanted) {
    require(axon.getComponent(part), part, wanted);
  }

  private static void require(Object found, Class<?> part, Class<?> wanted) {
    if (!wanted.isInstance(found)) {
      throw new IllegalStateException(
          "Axon's %s is a %s and must be a %s: with anything else facts are lost or cannot be read"
                  .formatted(part.getSimpleName(), found.getClass().getName(), wanted.getName())
              + " again; look for a bean or a ConfigurerModule that replaces it");
    }
  }
}
