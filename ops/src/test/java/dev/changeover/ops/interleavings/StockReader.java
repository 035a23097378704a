package dev.changeover.ops.interleavings;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.jspecify.annotations.Nullable;

/** Reads as Axon's event store does for a streaming processor: what is behind its token, again. */
final class StockReader implements Subject.Reader {
  private final JdbcEventStorageEngine engine;
  private final List<String> seen = new ArrayList<>();
  private @Nullable TrackingToken token;

  StockReader(JdbcEventStorageEngine engine) {
    this.engine = engine;
    this.token = engine.createHeadToken();
  }

  @Override
  public void read() {
    try (Stream<? extends TrackedEventMessage<?>> events = engine.readEvents(token, false)) {
      events.forEach(
          event -> {
            seen.add(event.getIdentifier());
            token = event.trackingToken();
          });
    }
  }

  /** All there is to a reader is its token. */
  @Override
  public void readAnew() {}

  /** Also reads what fills gaps that it still knows of. */
  @Override
  public void readUpTo(String id) {
    int before = -1;
    while (seen.size() > before) {
      before = seen.size();
      read();
    }
  }

  @Override
  public List<String> seen() {
    return seen;
  }

  @Override
  public void close() {}
}
