package dev.changeover.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stream of one business action, {@code action/<environment>/<type>/<id>}, and its declared
 * type.
 */
public sealed interface ActionEvent extends Event {

  /** Facts about one action. */
  sealed interface OfAction extends ActionEvent {
    ActionRef action();
  }

  /** What is declared of all actions of a type. Kept per environment. */
  record ActionTypeDeclared(
      String type,
      List<StepDeclaration> steps,
      @Nullable String businessKey,
      @Nullable Duration expectedDuration,
      @Nullable Redrive redrive)
      implements ActionEvent {}

  /**
   * The request was accepted: the action exists.
   *
   * @param key business key for order and SUPERSEDED, e.g. {@code customer/42}
   * @param component the component that accepted it
   * @param validUntil when its business terms end
   */
  record ActionAccepted(
      ActionRef action,
      @Nullable String key,
      @Nullable String component,
      @Nullable String version,
      @Nullable Instant validUntil)
      implements OfAction {}

  record ActionFinished(
      ActionRef action,
      @Nullable String key,
      @Nullable String component,
      @Nullable String version,
      ActionOutcome outcome)
      implements OfAction {}

  /**
   * A try at a step began.
   *
   * @param attempt from 1; 1 where the source does not count
   * @param stepGraph hash of the graph or code of the steps
   * @param leaseUntil until when this attempt holds the work
   * @param entityVersion version of the entity that it read
   * @param compensates the step that it undoes
   * @param stepClass as in {@link StepDeclaration}, for steps of a type that nobody declared; JSON
   *     name {@code class}
   */
  record StepStarted(
      ActionRef action,
      String step,
      int attempt,
      @Nullable String component,
      @Nullable String version,
      @Nullable String instance,
      @Nullable String stepGraph,
      @Nullable Instant leaseUntil,
      @Nullable String entityVersion,
      @Nullable String compensates,
      @Nullable String stepClass)
      implements OfAction {}

  /**
   * A try at a step ended.
   *
   * @param nextRetryAt when an automatic retry will start; null: none known
   */
  record StepFinished(
      ActionRef action,
      String step,
      int attempt,
      @Nullable String component,
      @Nullable String version,
      @Nullable String instance,
      @Nullable String stepGraph,
      AttemptOutcome outcome,
      @Nullable AttemptError error,
      @Nullable Instant nextRetryAt,
      @Nullable Instant leaseUntil,
      @Nullable String compensates)
      implements OfAction {}

  /**
   * What a try knows of one of its effects.
   *
   * @param target who the effect is on, e.g. {@code payment-provider}
   * @param keyHash SHA-256 of the idempotency key, 64 lowercase hex characters
   * @param payloadHash SHA-256 of the payload as sent
   * @param keyTtl how long the callee remembers the key, from its first use
   * @param queryable whether the callee can be asked about it; null counts as no
   */
  record EffectRecorded(
      ActionRef action,
      String step,
      int attempt,
      String effect,
      @Nullable String target,
      EffectOutcome outcome,
      @Nullable String keyHash,
      @Nullable String payloadHash,
      @Nullable Duration keyTtl,
      @Nullable Boolean queryable)
      implements OfAction {}

  /** Somebody asked the callee about an effect. {@code at}: when; null: when it occurred. */
  record EffectLookedUp(
      ActionRef action,
      String effect,
      EffectOutcome outcome,
      @Nullable String by,
      @Nullable Instant at)
      implements OfAction {}

  record MessagePublished(
      ActionRef action,
      String queue,
      @Nullable MessageForm schema,
      @Nullable String messageId,
      @Nullable String component,
      @Nullable String version)
      implements OfAction {}

  record MessageConsumed(
      ActionRef action,
      String queue,
      @Nullable MessageForm schema,
      @Nullable String messageId,
      @Nullable String component,
      @Nullable String version)
      implements OfAction {}

  /**
   * Parts of the record of an action are known to be missing: a parent span never seen, a trace
   * sampled out, a clock in disorder.
   *
   * @param what one sentence naming what is missing
   */
  record TraceGapFound(ActionRef action, String what) implements OfAction {}

  /**
   * What was missing has come: that gap is none any longer.
   *
   * @param gap id of the fact that told it, of the same source
   */
  record TraceGapClosed(ActionRef action, String gap) implements OfAction {}

  /**
   * What is declared of one step.
   *
   * @param stepClass as the source wrote it, e.g. {@code KEYED;ttl=PT24H}; JSON name {@code class}
   * @param after the steps that come before; null: the order of the list
   * @param timeout longest time a try may take
   * @param uses columns, tables, topics and paths it reads or writes
   */
  record StepDeclaration(
      String name,
      @Nullable String stepClass,
      @Nullable Duration keyTtl,
      @Nullable Duration inboxRetention,
      @Nullable Boolean queryable,
      @Nullable List<String> after,
      @Nullable Duration timeout,
      List<EffectDeclaration> effects,
      List<String> uses) {}

  record EffectDeclaration(String name, @Nullable String target) {}

  /**
   * {@code type} as OpenTelemetry's {@code error.type}: a status code, a word, an exception name.
   */
  record AttemptError(@Nullable String type, @Nullable Boolean deterministic) {}

  /** How a try at a step ended. */
  enum AttemptOutcome {
    SUCCEEDED,
    FAILED,
    TIMED_OUT
  }

  /** How an action ended. */
  enum ActionOutcome {
    COMPLETED,
    FAILED,
    CANCELLED,
    COMPENSATED
  }

  /** What is known of a consequence outside the action's own memory. */
  enum EffectOutcome {
    NOT_ATTEMPTED,
    NO_EFFECT,
    CONFIRMED,
    UNKNOWN,
    PARTIAL,
    COMPENSATED
  }

  /** Which definition a redrive by the engine runs on. */
  enum Redrive {
    SAME_DEFINITION,
    LATEST
  }
}
