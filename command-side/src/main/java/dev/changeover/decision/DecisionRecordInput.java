package dev.changeover.decision;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A decision on one of the four questions.
 *
 * @param question RETRY, ROLLBACK, PROCEED or RETIRE
 * @param subject as the verdict names it; of a release, its id alone will do
 * @param target what would be gone back to, or the step that would be taken; null: not named
 * @param choice GO or NO_GO
 * @param verdict the verdict that was seen; null: none was
 * @param override whether it goes against that verdict
 * @param actor who decided; null: the caller
 */
record DecisionRecordInput(
    String environment,
    String question,
    String subject,
    @Nullable String target,
    String choice,
    String reason,
    @Nullable VerdictSeen verdict,
    @Nullable Boolean override,
    @Nullable String actor,
    String idempotencyKey)
    implements Intention {

  /** Permalink and digest, as the verdict that was looked at gave them. */
  record VerdictSeen(String permalink, String digest) {}

  @Override
  public String eventName() {
    return "decision.recorded";
  }

  /** As verdicts name it: {@code order/4711}, or {@code production/2026.11.3}. */
  @Override
  public String subject() {
    String within = environment + "/";
    return question.equals("RETRY") || subject.startsWith(within) ? subject : within + subject;
  }

  boolean isOverride() {
    return Boolean.TRUE.equals(override);
  }

  boolean isGo() {
    return choice.equals("GO");
  }

  @Override
  public ObjectNode content(String caller) {
    return Content.of(this)
        .put("subject", subject())
        .put("actor", actor == null ? caller : actor)
        .put("override", isOverride());
  }
}
