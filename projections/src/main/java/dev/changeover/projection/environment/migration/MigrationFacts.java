package dev.changeover.projection.environment.migration;

import dev.changeover.event.MigrationEvent.MigrationDeclared;
import dev.changeover.event.MigrationEvent.MigrationProgressed;
import dev.changeover.event.MigrationEvent.MigrationReverted;
import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.event.MigrationEvent.PhaseFinished;
import dev.changeover.event.MigrationEvent.PhaseStarted;
import dev.changeover.event.Recorded;
import dev.changeover.projection.join.Join;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * All that is known of a migration.
 *
 * @param declarations what was declared of it
 * @param phases what happened to each phase; a phase that nothing happened to is missing
 */
public record MigrationFacts(
    String migration, Declarations declarations, SortedMap<Phase, PhaseFacts> phases) {

  /** Nothing known yet. */
  public static MigrationFacts none(String migration) {
    return new MigrationFacts(migration, Declarations.NONE, Join.none());
  }

  public MigrationFacts declared(Recorded<MigrationDeclared> fact) {
    return new MigrationFacts(migration, declarations.and(fact), phases);
  }

  public MigrationFacts started(Recorded<PhaseStarted> fact) {
    return with(fact.event().phase(), phase -> phase.started(fact));
  }

  public MigrationFacts finished(Recorded<PhaseFinished> fact) {
    return with(fact.event().phase(), phase -> phase.finished(fact));
  }

  public MigrationFacts progressed(Recorded<MigrationProgressed> fact) {
    return with(fact.event().phase(), phase -> phase.progressed(fact));
  }

  public MigrationFacts reverted(Recorded<MigrationReverted> fact) {
    return with(fact.event().phase(), phase -> phase.reverted(fact));
  }

  private MigrationFacts with(Phase phase, UnaryOperator<PhaseFacts> change) {
    return new MigrationFacts(
        migration, declarations, Join.put(phases, phase, change.apply(phase(phase))));
  }

  /** What happened to a phase; empty facts where nothing did. */
  public PhaseFacts phase(Phase phase) {
    PhaseFacts known = phases.get(phase);
    return known == null ? PhaseFacts.none(phase) : known;
  }

  /** The furthest phase that was reached and not undone; PLANNED where none was. */
  public Phase currentPhase() {
    return phases.values().stream()
        .filter(phase -> phase.reached().isPresent())
        .map(PhaseFacts::phase)
        .max(Phase::compareTo)
        .orElse(Phase.PLANNED);
  }

  /**
   * The phases that were begun and undone, where nobody said that what they did to data was put
   * back.
   */
  public List<Phase> undoneOnly() {
    return phases.values().stream()
        .filter(PhaseFacts::isUndoneOnly)
        .map(PhaseFacts::phase)
        .sorted()
        .toList();
  }

  /** The furthest phase that is under way. */
  public Optional<PhaseFacts> runningPhase() {
    return furthest(phases.values().stream().filter(phase -> phase.running().isPresent()));
  }

  /** The furthest phase whose last try failed. */
  public Optional<PhaseFacts> failedPhase() {
    return furthest(phases.values().stream().filter(phase -> phase.failed().isPresent()));
  }

  /** The latest fact that told how many rows exist only in the new form. */
  public Optional<Recorded<?>> newFormOnlyRowsFact() {
    return phases.values().stream()
        .<Recorded<?>>flatMap(MigrationFacts::tellRows)
        .max(Recorded.BY_TIME);
  }

  /** That count; empty: never told. */
  public Optional<Long> newFormOnlyRows() {
    return newFormOnlyRowsFact().map(MigrationFacts::rowsOf);
  }

  /** The latest fact that told how far the old form is behind. */
  public Optional<Recorded<MigrationProgressed>> dualWriteLag() {
    return phases.values().stream()
        .map(PhaseFacts::lag)
        .flatMap(Stream::ofNullable)
        .max(Recorded.BY_TIME);
  }

  /**
   * An end that says that old values were lost and does not say they were kept. Undoing the phase
   * does not change that, unless it is said that they were restored.
   */
  public Optional<Recorded<PhaseFinished>> lossy() {
    return phases.values().stream()
        .flatMap(phase -> phase.finishes().stream().filter(phase::lasts))
        .filter(fact -> Boolean.TRUE.equals(fact.event().lossy()))
        .filter(fact -> !Boolean.TRUE.equals(fact.event().originalKept()))
        .max(Recorded.BY_TIME);
  }

  /**
   * What events and the declarations say of undoing a phase; plans are not looked at. What was said
   * of a try that was undone holds on until what it did is said to be restored.
   */
  public Reversibility reversibility(Phase phase) {
    PhaseFacts facts = phase(phase);
    List<Reversibility> said = new ArrayList<>();
    facts.starts().stream()
        .filter(facts::lasts)
        .forEach(fact -> said.add(Reversibility.said(fact.event().reversible(), fact)));
    facts.finishes().stream()
        .filter(facts::lasts)
        .forEach(fact -> said.add(Reversibility.said(fact.event().reversible(), fact)));
    declarations.reversibility(phase).forEach(said::add);
    return Reversibility.strictest(said);
  }

  private static Stream<Recorded<?>> tellRows(PhaseFacts phase) {
    return Stream.concat(
        Stream.ofNullable(phase.rows()),
        phase.finishes().stream().filter(fact -> fact.event().newFormOnlyRows() != null));
  }

  private static Long rowsOf(Recorded<?> fact) {
    Long rows =
        switch (fact.event()) {
          case MigrationProgressed e -> e.newFormOnlyRows();
          case PhaseFinished e -> e.newFormOnlyRows();
          default -> null;
        };
    return Objects.requireNonNull(rows, "only facts that tell rows are asked for them");
  }

  private static Optional<PhaseFacts> furthest(Stream<PhaseFacts> phases) {
    return phases.reduce((_, further) -> further);
  }
}
