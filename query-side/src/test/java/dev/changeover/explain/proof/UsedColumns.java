package dev.changeover.explain.proof;

import dev.changeover.event.ActionEvent.StepDeclaration;
import dev.changeover.event.PathEvent.PathKind;
import dev.changeover.event.PathEvent.PathRemoved;
import dev.changeover.explain.proof.ActionTruth.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The column that a step reads and writes: version 2 moves it, and declares that before it runs;
 * then the old column is contracted, whether or not version 1 is gone.
 */
final class UsedColumns {
  private static final String OLD = "orders.amount";
  private static final String NEW = "orders.total";

  private final @Nullable String step;
  private final boolean moved;
  private @Nullable Instant removedAt;

  /**
   * @param step that uses a column; null: none does
   */
  UsedColumns(@Nullable String step, boolean moved) {
    this.step = step;
    this.moved = moved;
  }

  boolean moved() {
    return step != null && moved;
  }

  /** The declaration that is told for a version. */
  StepDeclaration declared(StepDeclaration plain, String version) {
    return new StepDeclaration(
        plain.name(),
        plain.stepClass(),
        plain.keyTtl(),
        plain.inboxRetention(),
        plain.queryable(),
        plain.after(),
        plain.timeout(),
        plain.effects(),
        plain.name().equals(step) ? List.of(column(version)) : List.of());
  }

  void contract(Telling telling, Instant at) {
    if (step != null) {
      removedAt = at;
      telling.surely(
          "migrations", at, new PathRemoved(OLD, PathKind.COLUMN, Map.of(), null, null, List.of()));
    }
  }

  /** Whether a version uses in a step what is gone at a moment. */
  boolean isGone(Step used, String version, Instant at) {
    return used.name().equals(step)
        && column(version).equals(OLD)
        && removedAt != null
        && !removedAt.isAfter(at);
  }

  private String column(String version) {
    return moved && version.equals("2") ? NEW : OLD;
  }
}
