package dev.changeover.explain.rollback;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.changeover.explain.Asked;
import java.net.URLEncoder;

/** Where a verdict can be read again, with the same bytes. */
final class RollbackLink {
  private RollbackLink() {}

  /** E.g. {@code /verdicts/rollback/production/2026.11.3?position=41&instant=…&to=2026.11.2}. */
  static String of(RollbackFacts facts) {
    RollbackQuestion question = facts.question();
    Asked asked = facts.asked();
    return "/verdicts/rollback/%s/%s?position=%d&instant=%s%s%s"
        .formatted(
            encoded(question.environment()),
            encoded(question.release().orElse("-")),
            asked.position(),
            asked.instant(),
            question.to().map(each -> "&to=" + encoded(each)).orElse(""),
            question.component().map(each -> "&component=" + encoded(each)).orElse(""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
