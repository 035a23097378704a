package dev.changeover.graphql.environment;

import dev.changeover.event.ComponentVersion;
import dev.changeover.graphql.Cites;
import dev.changeover.projection.queue.StrandedWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages that wait for workers which are not there: the type {@code StrandedWork} of the schema.
 */
record ShownStrandedWork(
    String queue,
    String schema,
    @Nullable String component,
    List<String> acceptingVersions,
    boolean certain,
    long count,
    @Nullable Duration oldestAge,
    Instant observedAt,
    List<Long> positions)
    implements Cites {

  static ShownStrandedWork of(StrandedWork work) {
    String component =
        work.acceptingVersions().isEmpty() ? null : work.acceptingVersions().first().component();
    return new ShownStrandedWork(
        work.queue(),
        work.form().text(),
        component,
        work.acceptingVersions().stream()
            .filter(each -> each.component().equals(component))
            .map(ComponentVersion::version)
            .toList(),
        work.certain(),
        work.count(),
        work.snapshot().event().oldestAge(),
        work.snapshot().effectiveAt(),
        Positions.of(work.snapshot()));
  }
}
