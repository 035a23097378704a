package dev.changeover.graphql.release;

import dev.changeover.event.ReleaseEvent.RollbackRehearsed;
import dev.changeover.explain.SpokenTime;
import dev.changeover.explain.rollback.RollbackAnswers.Rehearsed;
import dev.changeover.explain.rollback.WayBack.Rehearsal;
import dev.changeover.graphql.Cites;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rehearsal as the schema shows it. */
record ShownRehearsal(
    @Nullable String release,
    @Nullable String component,
    String from,
    String to,
    Instant at,
    @Nullable Duration duration,
    boolean succeeded,
    List<String> migrations,
    boolean counts,
    @Nullable String flaw,
    List<Long> positions)
    implements Cites {

  static ShownRehearsal of(Rehearsed rehearsed) {
    RollbackRehearsed told = rehearsed.fact().event();
    Rehearsal worth = rehearsed.worth();
    return new ShownRehearsal(
        told.release(),
        told.component(),
        told.from(),
        told.to(),
        worth.fact().observedAt(),
        told.duration(),
        worth.succeeded(),
        told.conditions() == null ? List.of() : told.conditions().migrations(),
        worth.counts(),
        flaw(worth),
        worth.fact().positions());
  }

  private static @Nullable String flaw(Rehearsal worth) {
    return worth.fact().stale()
        ? "too long ago: " + SpokenTime.length(worth.fact().age())
        : worth.difference().orElse(null);
  }
}
