package dev.changeover.explain.rollback;

import dev.changeover.explain.Permalink;
import dev.changeover.explain.Question;

/** Where a verdict can be read again, with the same bytes. */
final class RollbackLink {
  private RollbackLink() {}

  /** E.g. {@code /verdicts/rollback/production/2026.11.3?position=41&instant=…&to=2026.11.2}. */
  static String of(RollbackFacts facts) {
    RollbackQuestion question = facts.question();
    String link =
        Permalink.of(
            Question.ROLLBACK,
            question.environment(),
            question.release().orElse("-"),
            facts.asked(),
            "to",
            question.to().orElse(null));
    return Permalink.with(link, "component", question.component().orElse(null));
  }
}
