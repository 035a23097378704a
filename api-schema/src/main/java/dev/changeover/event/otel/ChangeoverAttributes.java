package dev.changeover.event.otel;

import java.util.Set;

/**
 * Span attributes that tell which business action a span belongs to and what it did. All are
 * optional and all are scalars. Source: {@code docs/otlp.md}.
 */
public final class ChangeoverAttributes {

  /** On any span of the action: its type, e.g. {@code order}; a slash is read as a dot. */
  public static final String ACTION_TYPE = "changeover.action.type";

  /** On any span of the action: its id, e.g. {@code 4711}. Counts only beside the type. */
  public static final String ACTION_ID = "changeover.action.id";

  /** On the span that accepts the action: business key for order, e.g. {@code customer/42}. */
  public static final String ACTION_KEY = "changeover.action.key";

  /** On the last span: COMPLETED, FAILED, CANCELLED or COMPENSATED. */
  public static final String ACTION_OUTCOME = "changeover.action.outcome";

  /** On the span of a step: its name, e.g. {@code charge}. */
  public static final String STEP_NAME = "changeover.step.name";

  /** On the span of a step: its class, e.g. {@code KEYED;ttl=PT24H}. */
  public static final String STEP_CLASS = "changeover.step.class";

  /** On the span of a step: hash of the graph or code of the steps, hex. */
  public static final String STEP_GRAPH = "changeover.step.graph";

  /** On a step or one of its clients: which try it is, from 1. Absent reads as 1. */
  public static final String ATTEMPT = "changeover.attempt";

  /** On the span of a step: until when the attempt holds the work, RFC 3339. */
  public static final String LEASE_UNTIL = "changeover.lease_until";

  /** On a client or step span: the name of the consequence, e.g. {@code card-charge}. */
  public static final String EFFECT_NAME = "changeover.effect.name";

  /** What is known of the effect: CONFIRMED, NO_EFFECT, UNKNOWN, PARTIAL, … */
  public static final String EFFECT_OUTCOME = "changeover.effect.outcome";

  /** Who the effect is on, e.g. {@code payment-provider}. */
  public static final String EFFECT_TARGET = "changeover.effect.target";

  /** Whether the target can be asked about the effect: {@code true} or {@code false}. */
  public static final String EFFECT_QUERYABLE = "changeover.effect.queryable";

  /** SHA-256 of the idempotency key, 64 lowercase hex characters; never the key. */
  public static final String KEY_HASH = "changeover.idempotency.key_hash";

  /** SHA-256 of the payload as sent, 64 lowercase hex characters; never the payload. */
  public static final String PAYLOAD_HASH = "changeover.idempotency.payload_hash";

  /** On a producer or consumer: name and version of the message form, {@code order-placed/3}. */
  public static final String MESSAGE_SCHEMA = "changeover.message.schema";

  /** All of them. */
  public static final Set<String> ALL =
      Set.of(
          ACTION_TYPE,
          ACTION_ID,
          ACTION_KEY,
          ACTION_OUTCOME,
          STEP_NAME,
          STEP_CLASS,
          STEP_GRAPH,
          ATTEMPT,
          LEASE_UNTIL,
          EFFECT_NAME,
          EFFECT_OUTCOME,
          EFFECT_TARGET,
          EFFECT_QUERYABLE,
          KEY_HASH,
          PAYLOAD_HASH,
          MESSAGE_SCHEMA);

  private ChangeoverAttributes() {}
}
