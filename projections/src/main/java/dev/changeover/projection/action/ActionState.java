package dev.changeover.projection.action;

/** What state an action is in; in the order of precedence: the first that holds is the state. */
public enum ActionState {
  /** It ended, and said that it completed. */
  COMPLETED,
  /** A newer action with the same business key completed. */
  SUPERSEDED,
  /** All that had happened was undone. */
  COMPENSATED,
  /** What had happened is being undone, or the undoing failed. */
  COMPENSATING,
  /** A try is under way, or the last step ended a moment ago. */
  RUNNING,
  /** An automatic retry is to come. */
  AUTO_RETRY_SCHEDULED,
  /** A third party may still answer. */
  WAITING_CALLBACK,
  /** An effect may or may not have happened. */
  IN_DOUBT,
  /** Waiting for workers that are not there. */
  STRANDED,
  /** It failed, or was cancelled, and something happened. */
  FAILED_DIRTY,
  /** It failed, or was cancelled, and nothing happened. */
  FAILED_CLEAN,
  /** No progress for longer than is declared. */
  STALLED,
  /** Accepted, not begun; or a message of it waits for a worker that is there. */
  QUEUED,
  /** Nothing is known of it. */
  UNOBSERVED
}
