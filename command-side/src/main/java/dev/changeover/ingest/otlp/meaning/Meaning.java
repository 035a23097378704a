package dev.changeover.ingest.otlp.meaning;

import dev.changeover.event.ActionEvent.ActionOutcome;
import dev.changeover.event.ActionEvent.EffectOutcome;
import dev.changeover.event.MessageForm;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one span tells of its action.
 *
 * @param key business key, on the accepting span
 * @param step name of the step that it is, or that it says it belongs to
 * @param stepClass as the attribute has it; declared steps have theirs in the mapping
 * @param attempt from 1; null: not told
 * @param effect what it says of an effect; meaningful with {@link Role#EFFECT}
 * @param message what it says of a message; meaningful with {@link Role#PUBLISH} and CONSUME
 * @param finish how the action ended; meaningful with {@link Role#FINISH}
 */
public record Meaning(
    Set<Role> roles,
    @Nullable String key,
    @Nullable String step,
    @Nullable String stepClass,
    @Nullable Integer attempt,
    Effect effect,
    Message message,
    ActionOutcome finish) {

  public Meaning {
    roles = Set.copyOf(roles);
  }

  /** Whether it is to the action what the role says. */
  public boolean is(Role role) {
    return roles.contains(role);
  }

  /** Whether facts come from it. */
  public boolean tells() {
    return !roles.isEmpty();
  }

  /**
   * An effect as its span tells it.
   *
   * @param keyHash 64 hex characters
   * @param payloadHash 64 hex characters
   */
  public record Effect(
      String name,
      @Nullable String target,
      EffectOutcome outcome,
      @Nullable String keyHash,
      @Nullable String payloadHash,
      @Nullable Duration keyTtl,
      @Nullable Boolean queryable) {}

  /** A message as its span tells it; a queue that is null is not told. */
  public record Message(
      @Nullable String queue, @Nullable MessageForm schema, @Nullable String messageId) {}
}
