package dev.changeover.event;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stream of one migration, {@code migration/<environment>/<name>}. */
public sealed interface MigrationEvent extends Event {
  String migration();

  /**
   * The phases that a migration will go through.
   *
   * @param schema the SCHEMA component that it changes
   * @param target the schema version it leads to
   */
  record MigrationDeclared(
      String migration,
      @Nullable String schema,
      List<PhaseDeclaration> phases,
      @Nullable String target)
      implements MigrationEvent {}

  record PhaseStarted(String migration, Phase phase, @Nullable Boolean reversible)
      implements MigrationEvent {}

  /**
   * A phase ended.
   *
   * @param newFormOnlyRows rows that exist only in the new form, invisible to the old version
   * @param lossy whether old values were changed in a way that cannot be undone
   * @param originalKept whether the old values were kept beside
   */
  record PhaseFinished(
      String migration,
      Phase phase,
      @Nullable Outcome outcome,
      @Nullable Boolean reversible,
      @Nullable Long newFormOnlyRows,
      @Nullable Boolean lossy,
      @Nullable Boolean originalKept)
      implements MigrationEvent {}

  /** Rows done of total in a running phase; dualWriteLag is how far the old form is behind. */
  record MigrationProgressed(
      String migration,
      Phase phase,
      @Nullable Long done,
      @Nullable Long total,
      @Nullable Long newFormOnlyRows,
      @Nullable Duration dualWriteLag)
      implements MigrationEvent {}

  /**
   * The phase was undone.
   *
   * @param restored whether the data are again as they were before the phase: what it overwrote or
   *     removed was put back, from a backup or from what was kept beside
   */
  record MigrationReverted(String migration, Phase phase, @Nullable Boolean restored)
      implements MigrationEvent {}

  /** What was declared of one phase. {@code requires}: component to the versions it needs. */
  record PhaseDeclaration(
      Phase phase,
      @Nullable Boolean reversible,
      @Nullable Boolean dualWrite,
      Map<String, VersionRange> requires) {}

  /** How far a schema or data change has gone, in order. */
  enum Phase {
    PLANNED,
    EXPANDED,
    BACKFILLING,
    BACKFILLED,
    READS_SWITCHED,
    OLD_WRITES_STOPPED,
    CONTRACTED
  }
}
