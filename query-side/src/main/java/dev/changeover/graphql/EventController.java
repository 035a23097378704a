package dev.changeover.graphql;

import dev.changeover.ledger.StoredEvent;
import dev.changeover.ledger.StoredEvents;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** {@code event}: one fact of the log. */
@Controller
class EventController {
  private final StoredEvents events;

  EventController(StoredEvents events) {
    this.events = events;
  }

  @QueryMapping
  @Nullable StoredEvent event(@Argument long position) {
    StoredEvent event = events.at(List.of(position)).get(position);
    if (event != null && event.environment() != null) {
      Refusal.unlessReached(event.environment());
    }
    return event;
  }
}
