package dev.changeover.decision;

import tools.jackson.databind.node.ObjectNode;

/** The input of a mutation: what its author wants to have recorded. */
sealed interface Intention
    permits ReleaseApproveInput,
        DecisionRecordInput,
        EffectRecordLookupInput,
        FeedCloseGapsInput,
        RollbackRecordRehearsalInput,
        CoexistenceDeclareInput {

  /** The environment that it is about. */
  String environment();

  /** Chosen by the client; the same key from the same caller records nothing twice. */
  String idempotencyKey();

  /** {@code subject.predicate} of the event that it becomes. */
  String eventName();

  /** {@code subject.id} of that event. */
  String subject();

  /**
   * The content of that event.
   *
   * @param caller name of whoever calls, for where the input names nobody
   */
  ObjectNode content(String caller);
}
