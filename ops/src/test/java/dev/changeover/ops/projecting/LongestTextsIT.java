package dev.changeover.ops.projecting;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.changeover.event.ActionRef;
import dev.changeover.event.Event;
import dev.changeover.event.EventCatalog;
import dev.changeover.event.EventId;
import dev.changeover.event.Recorded;
import dev.changeover.event.Sha256;
import dev.changeover.event.TextLimits;
import dev.changeover.log.NewFact;
import dev.changeover.projection.Projector;
import dev.changeover.projection.ViewSchema;
import dev.changeover.projection.action.ActionProjector;
import dev.changeover.projection.environment.EnvironmentProjector;
import dev.changeover.projection.environment.EnvironmentReader;
import dev.changeover.projection.timeline.TimelineProjector;
import dev.changeover.projection.timeline.TimelineRows;
import dev.changeover.testing.PostgresExtension;
import dev.changeover.testing.Specimens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the doors take, all read models can keep: texts that no compression makes shorter. */
@Timeout(60)
class LongestTextsIT {
  private static final Instant NOW = Instant.parse("2026-11-20T14:00:00Z");
  private static final String ENVIRONMENT = random("environment", 200);

  @Test
  void every_event_with_the_longest_texts_is_stored_and_folded() {
    try (HikariDataSource database = new HikariDataSource()) {
      database.setDataSource(PostgresExtension.freshDatabase());
      ViewSchema.migrate(database);
      List<Recorded<?>> facts = facts();
      for (Projector projector :
          List.of(
              new ActionProjector(database),
              new EnvironmentProjector(database),
              new TimelineProjector(new TimelineRows(database)))) {
        for (Recorded<?> fact : facts) {
          projector.project(List.of(fact));
        }
      }
      var action =
          new ActionRef(random("type", TextLimits.NAME), random("id", TextLimits.IDENTITY));
      var read =
          new EnvironmentReader(database)
              .read(
                  ENVIRONMENT,
                  facts.size(),
                  NOW,
                  Set.of(action),
                  Set.of(random("key", TextLimits.IDENTITY)));
      assertThat(read.components()).isNotEmpty();
      assertThat(read.entities()).isNotEmpty();
    }
  }

  private static List<Recorded<?>> facts() {
    Specimens longest =
        new Specimens((place, limit) -> random(place.substring(place.lastIndexOf('/') + 1), limit));
    List<Recorded<?>> facts = new ArrayList<>();
    for (EventCatalog.Entry entry : EventCatalog.entries()) {
      Event event = longest.of(entry.record());
      EventId id =
          new EventId(random("source", 976), random(entry.type().name(), TextLimits.IDENTITY));
      String subject = random("subject", TextLimits.IDENTITY);
      new NewFact(id, ENVIRONMENT, subject, NOW, event, Sha256.of(new byte[0]), null).check();
      facts.add(new Recorded<>(facts.size(), id, ENVIRONMENT, subject, NOW, NOW, event));
    }
    return facts;
  }

  /** The same for the same name, so that events speak of the same things. */
  private static String random(String name, int length) {
    return new Random(name.hashCode())
        .ints('0', 'z')
        .filter(c -> c != '\\' && c != ';')
        .limit(length)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }
}
