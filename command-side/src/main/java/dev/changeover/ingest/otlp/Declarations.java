package dev.changeover.ingest.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.changeover.event.ActionEvent;
import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.EventId;
import dev.changeover.event.Sha256;
import dev.changeover.event.json.EventJson;
import dev.changeover.ingest.otlp.meaning.ActionMapping;
import dev.changeover.log.NewFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells an environment what the mapping file declares of an action type, once, when the first
 * action of that type shows there.
 */
final class Declarations {

  /** An action type in an environment. */
  private record Place(String environment, String type) {}

  private final ActionMapping mapping;
  private final Instant writtenAt;
  private final Set<Place> told = ConcurrentHashMap.newKeySet();

  /**
   * @param writtenAt when the file was last changed: the declaration counts from then
   */
  Declarations(ActionMapping mapping, Instant writtenAt) {
    this.mapping = mapping;
    this.writtenAt = writtenAt;
  }

  /** The declarations that these facts need and that this process has not told yet. */
  List<NewFact> neededBy(Collection<NewFact> facts) {
    Set<Place> asked = new LinkedHashSet<>();
    for (NewFact fact : facts) {
      if (fact.event() instanceof ActionEvent.OfAction event && fact.environment() != null) {
        asked.add(new Place(fact.environment(), event.action().type()));
      }
    }
    asked.removeAll(told);
    List<NewFact> needed = new ArrayList<>();
    for (Place place : asked) {
      declared(place.type()).ifPresent(each -> needed.add(fact(place, each)));
    }
    return needed;
  }

  /** These are in the log. */
  void told(List<NewFact> declarations) {
    for (NewFact fact : declarations) {
      if (fact.event() instanceof ActionTypeDeclared declared && fact.environment() != null) {
        told.add(new Place(fact.environment(), declared.type()));
      }
    }
  }

  private Optional<ActionTypeDeclared> declared(String type) {
    return mapping.actions().stream()
        .map(ActionMapping.MappedAction::declaration)
        .filter(each -> each.type().equals(type))
        .findFirst();
  }

  private NewFact fact(Place place, ActionTypeDeclared declared) {
    String json = new String(EventJson.write(declared), UTF_8);
    Sha256 digest = Sha256.of((json + writtenAt).getBytes(UTF_8));
    return new NewFact(
        new EventId(
            "otlp:/" + place.environment() + "/actions.yml", declared.type() + ":" + digest.hex()),
        place.environment(),
        declared.type(),
        writtenAt,
        declared,
        digest,
        null);
  }
}
