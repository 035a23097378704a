package dev.changeover.ingest.cloudevents;

import dev.changeover.event.EnvironmentName;
import dev.changeover.event.TextLimits.Excess;
import dev.changeover.log.NewFact;
import dev.changeover.log.UnstorableFact;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one CDEvent, standard or custom, into a fact. Nothing is stored here. */
public final class CDEventReader {
  private final Clock clock;

  /** {@code clock}: what sources' claims about time are held against. */
  public CDEventReader(Clock clock) {
    this.clock = clock;
  }

  /**
   * Reads an event.
   *
   * @param attributes extension attributes of the CloudEvent around it; mostly empty
   * @throws RefusedEvent at the first fault, with a pointer into the CDEvent
   */
  NewFact read(JsonNode node, Map<String, String> attributes) {
    CDEvent event = CDEvent.read(node, clock.instant());
    StandardEvents.Meaning meaning =
        switch (event.type()) {
          case WireType.Standard _ -> StandardEvents.of(event);
          case WireType.Custom type when type.isOurs() -> CustomEvents.of(event, type);
          case WireType.Custom _ -> StandardEvents.other(event);
        };
    requireAddressable(meaning.environment(), event);
    boolean ours = event.type() instanceof WireType.Custom type && type.isOurs();
    return storable(
        ours ? CustomEvents.CONTENT : "",
        new NewFact(
            event.id(),
            meaning.environment(),
            event.subject(),
            event.timestamp(),
            meaning.event(),
            CanonicalJson.sha256(event.whole()),
            Residue.of(event, meaning.event(), attributes).toString()));
  }

  /** The last line of defence: what the log cannot hold would fail everything sent beside it. */
  private static NewFact storable(String content, NewFact fact) {
    try {
      fact.check();
      return fact;
    } catch (UnstorableFact unstorable) {
      throw unstorable
          .excess()
          .map(excess -> tooLong(content, excess))
          .orElseGet(() -> RefusedEvent.malformed("", String.valueOf(unstorable.getMessage())));
    }
  }

  private static void requireAddressable(@Nullable String environment, CDEvent event) {
    String fault = environment == null ? null : EnvironmentName.fault(environment);
    if (fault != null) {
      throw RefusedEvent.malformed(
          event.type().name().startsWith("environment.")
              ? "/subject/id"
              : event.content().at("environment"),
          "'%s' %s".formatted(environment, fault));
    }
  }

  /** Our own events are their content; of others it is only known what was read out of them. */
  private static RefusedEvent tooLong(String content, Excess excess) {
    return content.isEmpty()
        ? RefusedEvent.malformed("", "%s %s".formatted(excess.pointer(), excess.fault()))
        : RefusedEvent.malformed(content + excess.pointer(), excess.fault());
  }
}
