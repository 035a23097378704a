package dev.changeover.ingest.cloudevents;

import dev.changeover.event.EventCatalog;
import dev.changeover.event.Sha256;
import dev.changeover.log.NewFact;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes statements as if they had been sent to {@code POST /events}: the same reading, the same
 * refusals, a receipt after the commit. Stating the same again under the same id gets the first
 * receipt, whenever that is: the time is ours and not part of what is stated.
 */
public final class StatementDoor {
  private static final String SPECIFICATION = "0.5.1";

  private final Intake intake;
  private final CDEventReader reader;
  private final Clock clock;

  StatementDoor(Intake intake, CDEventReader reader, Clock clock) {
    this.intake = intake;
    this.reader = reader;
    this.clock = clock;
  }

  /**
   * Takes a statement. Whether its author may make it has been found out before.
   *
   * @throws dev.changeover.log.LogUnavailable where whether it was stored is not known
   */
  public Taken take(Statement statement) {
    return intake.store(List.of(read(statement))).getFirst();
  }

  private Reading read(Statement statement) {
    try {
      NewFact fact = reader.read(event(statement), Map.of());
      return new Reading.Mapped(
          new NewFact(
              fact.id(),
              fact.environment(),
              fact.subject(),
              fact.occurredAt(),
              fact.event(),
              digest(statement),
              fact.extras()));
    } catch (RefusedEvent refused) {
      return new Reading.Refused(statement.id().source(), statement.id().id(), refused.problem());
    }
  }

  private ObjectNode event(Statement statement) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event
        .putObject("context")
        .put("specversion", SPECIFICATION)
        .put("source", statement.id().source())
        .put("id", statement.id().id())
        .put("timestamp", clock.instant().toString())
        .put("type", EventCatalog.WIRE_PREFIX + statement.name() + "." + EventCatalog.WIRE_VERSION);
    event
        .putObject("subject")
        .put("id", statement.subject())
        .set("content", statement.content().deepCopy());
    return event;
  }

  private static Sha256 digest(Statement statement) {
    ObjectNode stated = JsonNodeFactory.instance.objectNode();
    stated.put("name", statement.name()).put("subject", statement.subject());
    stated.set("content", statement.content());
    return CanonicalJson.sha256(stated);
  }
}
