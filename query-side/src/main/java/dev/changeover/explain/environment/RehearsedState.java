package dev.changeover.explain.environment;

import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.event.Recorded;
import dev.changeover.event.ReleaseEvent.RehearsalConditions;
import dev.changeover.event.ReleaseEvent.RollbackRehearsed;
import dev.changeover.projection.environment.RehearsalFacts;
import dev.changeover.projection.environment.migration.MigrationFacts;
import dev.changeover.projection.environment.migration.PhaseFacts;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How what a rehearsal met differs from what is there now. It tells which migrations it met and not
 * how far they had come: it speaks for what they had added, and for later phases only where these
 * were reached before it took place.
 */
public final class RehearsedState {
  private RehearsedState() {}

  /**
   * In words; empty: in nothing that matters.
   *
   * @param migrations those that matter now
   */
  public static Optional<String> difference(
      EnvironmentAt at, Collection<String> migrations, Recorded<RollbackRehearsed> rehearsal) {
    RehearsalConditions met = rehearsal.event().conditions();
    NavigableSet<String> told = new TreeSet<>(met == null ? List.of() : met.migrations());
    List<String> lacking = migrations.stream().filter(each -> !told.contains(each)).toList();
    if (!lacking.isEmpty()) {
      return Optional.of("without " + String.join(", ", lacking));
    }
    List<String> ahead = told.stream().filter(each -> !hasBegun(at, each)).toList();
    if (!ahead.isEmpty()) {
      return Optional.of("with %s, which is not there now".formatted(String.join(", ", ahead)));
    }
    Instant took = RehearsalFacts.at(rehearsal);
    List<String> later =
        migrations.stream()
            .flatMap(each -> at.facts().migration(each).stream())
            .filter(each -> hasMovedOn(each, took))
            .map(MigrationFacts::migration)
            .toList();
    return later.isEmpty()
        ? Optional.empty()
        : Optional.of("before %s went further".formatted(String.join(", ", later)));
  }

  private static boolean hasBegun(EnvironmentAt at, String migration) {
    return at.facts().migration(migration).flatMap(MigrationStanding::furthest).isPresent();
  }

  private static boolean hasMovedOn(MigrationFacts migration, Instant since) {
    return migration.phases().values().stream()
        .filter(each -> each.phase().compareTo(Phase.EXPANDED) > 0)
        .flatMap(RehearsedState::changes)
        .anyMatch(each -> each.effectiveAt().isAfter(since));
  }

  private static Stream<Recorded<?>> changes(PhaseFacts phase) {
    return Stream.<Stream<? extends Recorded<?>>>of(
            phase.starts().stream(), phase.finishes().stream(), phase.reverts().stream())
        .flatMap(each -> each);
  }
}
