package dev.changeover.projection.environment.component;

/** How an instance stands at an instant. */
public enum Standing {
  /** Seen within its maximum age. */
  LIVE,
  /** Past its maximum age, which does not prove that it is dead. */
  SILENT,
  /** Silent for longer than the policy's {@code goneAfter}; no longer in inventories. */
  GONE,
  /** Said to have stopped, or replaced by another version under the same instance name. */
  ENDED
}
