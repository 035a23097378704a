package dev.changeover.explain.release;

import dev.changeover.event.Recorded;
import dev.changeover.explain.SpokenTime;
import dev.changeover.plan.ReleasePlan;
import dev.changeover.plan.ReleasePlan.PlannedMigration;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.migration.MigrationFacts;
import dev.changeover.projection.environment.release.ReleaseFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A release in its environment, looked at from an instant. */
record ReleaseAt(EnvironmentFacts environment, ReleaseFacts release, Instant instant) {

  String say(Recorded<?> fact) {
    return SpokenTime.moment(fact.effectiveAt(), instant);
  }

  Optional<ReleasePlan> plan() {
    return release.plan();
  }

  /** The migrations that its plan names, as far as anything is known of them. */
  List<MigrationFacts> migrations() {
    return plan().stream()
        .flatMap(plan -> plan.migrations().stream())
        .map(PlannedMigration::name)
        .flatMap(name -> environment.migration(name).stream())
        .toList();
  }

  /** The latest fact of the release itself; its plan, handed in whenever, is where it begins. */
  Optional<Recorded<?>> lastWord() {
    Stream<Recorded<?>> whole =
        Stream.of(
                Optional.<Recorded<?>>ofNullable(release.started()),
                Optional.<Recorded<?>>ofNullable(release.finished()),
                Optional.<Recorded<?>>ofNullable(release.aborted()))
            .flatMap(Optional::stream);
    Stream<Recorded<?>> parts =
        Stream.concat(
            release.steps().values().stream()
                .flatMap(
                    step ->
                        Stream.concat(
                            Stream.<Recorded<?>>ofNullable(step.started()),
                            Stream.<Recorded<?>>ofNullable(step.finished()))),
            release.rollbacks().values().stream()
                .flatMap(
                    back ->
                        Stream.concat(
                            Stream.<Recorded<?>>ofNullable(back.started()),
                            Stream.<Recorded<?>>ofNullable(back.finished()))));
    return Stream.concat(whole, parts).max(Recorded.BY_TIME).or(release::planFact);
  }
}
