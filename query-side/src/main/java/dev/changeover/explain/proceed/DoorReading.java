package dev.changeover.explain.proceed;

import dev.changeover.event.DecisionEvent.DecisionRecorded;
import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.event.Outcome;
import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.environment.KnownAgainst;
import dev.changeover.explain.environment.MigrationStanding;
import dev.changeover.explain.environment.RehearsedState;
import dev.changeover.explain.proceed.NextStep.DeploymentDoor;
import dev.changeover.explain.proceed.NextStep.Door;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import dev.changeover.plan.ReleasePlan.PlannedMigration;
import dev.changeover.plan.ReleasePlan.PlannedStep;
import dev.changeover.projection.environment.RehearsalFacts;
import dev.changeover.projection.environment.migration.Reversibility;
import dev.changeover.projection.environment.migration.Reversibility.Said;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Whether there is a way back behind a phase, and who agreed to go where there is none. */
record DoorReading(Rollout rollout) {
  Door door(String migration, Phase phase) {
    Reversibility said = rollout.at().facts().reversibility(migration, phase);
    return new Door(
        said.said() != Said.REVERSIBLE || endsTheOldForm(migration, phase),
        Optional.ofNullable(said.by()).map(by -> cite(phase, said, by)).stream().toList(),
        approvals(),
        rehearsals());
  }

  /** Whatever was declared: without the old form, or new rows in it, the old version is lost. */
  private boolean endsTheOldForm(String migration, Phase phase) {
    boolean bothAreWritten =
        rollout
            .at()
            .facts()
            .migration(migration)
            .flatMap(each -> each.declarations().dualWrite(phase))
            .isPresent();
    return phase == Phase.CONTRACTED || (phase == Phase.OLD_WRITES_STOPPED && !bothAreWritten);
  }

  /** Of a deployment: what would stand in the way of going back behind it. */
  Optional<DeploymentDoor> door(PlannedStep step) {
    List<CitedFact> against =
        Optional.ofNullable(step.deploy()).flatMap(rollout.at()::planned).stream()
            .flatMap(each -> againstGoingBack(each).stream())
            .toList();
    return against.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new DeploymentDoor(
                against.stream()
                    .map(each -> "the %s is %s".formatted(each.name(), each.value()))
                    .toList(),
                new Door(true, against, approvals(), rehearsals())));
  }

  private List<CitedFact> againstGoingBack(PlannedComponent component) {
    if (component.from() == null) {
      return List.of();
    }
    KnownAgainst known = new KnownAgainst(rollout.at(), component.name(), component.from());
    return Stream.concat(known.marks().stream(), known.unavailable().stream()).toList();
  }

  private CitedFact cite(Phase phase, Reversibility said, Recorded<?> by) {
    return rollout.cite().fact("reversibility of " + phase, said.said().toString(), by);
  }

  private List<CitedFact> approvals() {
    Instant since =
        rollout.lastEnd().map(Recorded::effectiveAt).orElse(rollout.planFact().effectiveAt());
    List<Recorded<DecisionRecorded>> decided =
        rollout.at().facts().decisions().stream()
            .filter(each -> isOurs(each.event()) && !each.effectiveAt().isBefore(since))
            .sorted(Recorded.BY_TIME)
            .toList();
    boolean withdrawn = !decided.isEmpty() && !Agreement.isSaid(decided.getLast().event());
    return decided.stream()
        .filter(each -> !withdrawn && Agreement.isSaid(each.event()))
        .map(
            each ->
                rollout
                    .cite()
                    .fact("decision of " + each.event().actor(), each.event().choice(), each))
        .toList();
  }

  private boolean isOurs(DecisionRecorded decision) {
    String release = rollout.release().release();
    return decision.question().toUpperCase(Locale.ROOT).equals("PROCEED")
        && (decision.subject().equals(release)
            || decision.subject().equals(rollout.at().facts().environment() + "/" + release));
  }

  /** Of the release as a whole, or of each component that it replaces. */
  private List<CitedFact> rehearsals() {
    String release = rollout.release().release();
    List<CitedFact> whole =
        rehearsed(each -> release.equals(each.release()) && each.component() == null);
    if (!whole.isEmpty()) {
      return whole;
    }
    List<List<CitedFact>> parts =
        rollout.running().stream()
            .filter(each -> each.from() != null)
            .map(each -> rehearsed(rehearsal -> isOf(rehearsal, each)))
            .toList();
    return parts.stream().anyMatch(List::isEmpty)
        ? List.of()
        : parts.stream().flatMap(List::stream).toList();
  }

  private List<CitedFact> rehearsed(Predicate<RehearsalFacts> wanted) {
    Duration maxAge = rollout.policy().rehearsalMaxAge();
    return rollout.at().facts().rehearsals().stream()
        .filter(wanted)
        .map(RehearsalFacts::last)
        .filter(each -> each.event().outcome() == Outcome.SUCCEEDED)
        .filter(each -> RehearsalFacts.at(each).plus(maxAge).isAfter(rollout.instant()))
        .filter(each -> RehearsedState.difference(rollout.at(), begun(), each).isEmpty())
        .map(each -> rollout.cite().fact("rehearsal of the way back", "SUCCEEDED", each, maxAge))
        .toList();
  }

  /** Migrations of the plan that have changed something. */
  private List<String> begun() {
    return rollout.plan().migrations().stream()
        .map(PlannedMigration::name)
        .filter(
            each ->
                rollout
                    .at()
                    .facts()
                    .migration(each)
                    .flatMap(MigrationStanding::furthest)
                    .filter(phase -> phase != Phase.PLANNED)
                    .isPresent())
        .toList();
  }

  private static boolean isOf(RehearsalFacts rehearsal, PlannedComponent component) {
    return component.name().equals(rehearsal.component())
        && component.to().equals(rehearsal.from())
        && rehearsal.to().equals(component.from());
  }
}
