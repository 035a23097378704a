package dev.changeover.explain.rollback;

import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.environment.Compatibility;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A migration that the target has not lived through.
 *
 * @param phase the furthest phase that was begun and not undone; PLANNED: all were undone
 * @param status how that phase stands
 * @param fact the newest word on it
 * @param begun the phases that were begun and not undone, in their order
 * @param declared what was said of the reversibility of the phases begun so far; of phases that
 *     were undone and not said to be restored, only that they cannot be undone
 * @param dualWrite the declaration that this phase writes both forms; empty: none
 * @param newFormOnlyRows newest count of rows invisible to the target; empty: never told
 * @param dualWriteLag newest word on how far the old form is behind; empty: never told
 * @param lossy the phase that changed old values without keeping them, undone or not; empty: none
 *     known that was not restored
 * @param schemaProofs for each target, what is known of it on the schema as it is
 */
public record MigrationInTheWay(
    String migration,
    Phase phase,
    Status status,
    CitedFact fact,
    List<Phase> begun,
    List<Reversibility> declared,
    Optional<CitedFact> dualWrite,
    Optional<Rows> newFormOnlyRows,
    Optional<Lag> dualWriteLag,
    Optional<CitedFact> lossy,
    List<SchemaProof> schemaProofs)
    implements RollbackSubject {

  /** How a phase stands. */
  public enum Status {
    RUNNING,
    FINISHED,
    FAILED,
    UNDONE
  }

  /** One word on whether a phase can be undone. */
  public record Reversibility(Phase phase, boolean reversible, CitedFact fact) {}

  /**
   * Rows that only the new version sees.
   *
   * @param current whether it was counted since the phase last changed, and lately enough
   */
  public record Rows(long count, boolean current, CitedFact fact) {}

  /**
   * How far the old form is behind.
   *
   * @param behind zero or less: it is up to date
   * @param current whether it was measured since the phase last changed, and lately enough
   */
  public record Lag(Duration behind, boolean current, CitedFact fact) {
    public boolean none() {
      return !behind.isPositive();
    }
  }

  /**
   * A target and what is known of it on the present schema; empty: the schema version is not known.
   */
  public record SchemaProof(String target, Optional<Compatibility> pair) {
    public boolean proved() {
      return pair.filter(Compatibility::proved).isPresent();
    }
  }

  @Override
  public String name() {
    return "migration " + migration;
  }

  /** The targets that have not lived through it, for people. */
  public String targets() {
    return schemaProofs.isEmpty()
        ? "the target"
        : schemaProofs.stream().map(SchemaProof::target).collect(Collectors.joining(", "));
  }

  /** The phases begun of which nobody said whether they can be undone, in their order. */
  public List<Phase> undeclared() {
    return begun.stream()
        .filter(phase -> declared.stream().noneMatch(each -> each.phase() == phase))
        .toList();
  }

  public boolean isOnlyExpanded() {
    return phase == Phase.EXPANDED && status != Status.FAILED;
  }

  /** Past EXPANDED and before CONTRACTED: data is on its way from the old form to the new one. */
  public boolean isUnderway() {
    return phase.compareTo(Phase.EXPANDED) > 0 && phase.compareTo(Phase.CONTRACTED) < 0;
  }
}
