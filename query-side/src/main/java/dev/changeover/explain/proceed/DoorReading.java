package dev.changeover.explain.proceed;

import dev.changeover.event.DecisionEvent.DecisionRecorded;
import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.event.Outcome;
import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.proceed.NextStep.Door;
import dev.changeover.projection.environment.RehearsalFacts;
import dev.changeover.projection.environment.migration.Reversibility;
import dev.changeover.projection.environment.migration.Reversibility.Said;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether there is a way back behind a phase, and who agreed to go where there is none. */
record DoorReading(Rollout rollout) {
  private static final Set<String> YES =
      Set.of("PROCEED", "APPROVE", "APPROVED", "YES", "GO", "ACCEPT", "ACCEPTED");

  Door door(String migration, Phase phase) {
    Reversibility said = rollout.at().facts().reversibility(migration, phase);
    return new Door(
        said.said() != Said.REVERSIBLE,
        Optional.ofNullable(said.by()).map(by -> cite(phase, said, by)).stream().toList(),
        approvals(),
        rehearsals());
  }

  private CitedFact cite(Phase phase, Reversibility said, Recorded<?> by) {
    return rollout.cite().fact("reversibility of " + phase, said.said().toString(), by);
  }

  private List<CitedFact> approvals() {
    Instant since =
        rollout.lastEnd().map(Recorded::effectiveAt).orElse(rollout.planFact().effectiveAt());
    return rollout.at().facts().decisions().stream()
        .filter(each -> isApproval(each.event()) && !each.effectiveAt().isBefore(since))
        .map(
            each ->
                rollout
                    .cite()
                    .fact("decision of " + each.event().actor(), each.event().choice(), each))
        .toList();
  }

  private boolean isApproval(DecisionRecorded decision) {
    String release = rollout.release().release();
    return decision.question().toUpperCase(Locale.ROOT).equals("PROCEED")
        && (decision.subject().equals(release)
            || decision.subject().equals(rollout.at().facts().environment() + "/" + release))
        && YES.contains(decision.choice().toUpperCase(Locale.ROOT));
  }

  private List<CitedFact> rehearsals() {
    Duration maxAge = rollout.policy().rehearsalMaxAge();
    return rollout.at().facts().rehearsals().stream()
        .filter(this::isOurs)
        .map(RehearsalFacts::last)
        .filter(each -> each.event().outcome() == Outcome.SUCCEEDED)
        .filter(each -> RehearsalFacts.at(each).plus(maxAge).isAfter(rollout.instant()))
        .map(each -> rollout.cite().fact("rehearsal of the way back", "SUCCEEDED", each, maxAge))
        .toList();
  }

  /** Of this release, or of a planned component from its new version to the one before. */
  private boolean isOurs(RehearsalFacts rehearsal) {
    return rollout.release().release().equals(rehearsal.release())
        || rollout.running().stream()
            .anyMatch(
                each ->
                    each.name().equals(rehearsal.component())
                        && each.to().equals(rehearsal.from())
                        && rehearsal.to().equals(each.from()));
  }
}
