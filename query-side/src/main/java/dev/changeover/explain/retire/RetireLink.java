package dev.changeover.explain.retire;

import dev.changeover.explain.Asked;
import dev.changeover.explain.Permalink;
import dev.changeover.explain.Question;
import dev.changeover.explain.retire.Retired.OldFlag;
import dev.changeover.explain.retire.Retired.OldForm;
import dev.changeover.explain.retire.Retired.OldPath;
import dev.changeover.explain.retire.Retired.OldVersion;

/** Where a verdict can be read again, with the same bytes. */
final class RetireLink {
  private RetireLink() {}

  /**
   * E.g. {@code
   * /verdicts/retire/production/-?position=41&instant=…&component=order-worker&version=5.0.2}. What
   * would go is named by parameters, since paths and forms have slashes of their own.
   */
  static String of(RetireQuestion question, Asked asked) {
    return switch (question.retired()) {
      case OldVersion old ->
          Permalink.with(
              link(question, asked, "component", old.version().component()),
              "version",
              old.version().version());
      case OldPath old -> link(question, asked, "path", old.path());
      case OldForm old ->
          Permalink.with(
              link(question, asked, "schema", old.name()), "version", old.version().orElse(null));
      case OldFlag old -> link(question, asked, "flag", old.flag());
    };
  }

  private static String link(RetireQuestion question, Asked asked, String parameter, String value) {
    return Permalink.of(Question.RETIRE, question.environment(), "-", asked, parameter, value);
  }
}
