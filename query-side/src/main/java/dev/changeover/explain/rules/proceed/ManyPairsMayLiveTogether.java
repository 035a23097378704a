package dev.changeover.explain.rules.proceed;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.proceed.PairsAlike;
import java.util.Optional;

/** What is to be said of thousands of pairs is read once, not thousands of times. */
public record ManyPairsMayLiveTogether() implements SigningRule<PairsAlike> {
  @Override
  public RuleId id() {
    return new RuleId("PROCEED-08");
  }

  @Override
  public String title() {
    return "Where many live side by side, each two must be declared or proved";
  }

  @Override
  public Class<PairsAlike> judges() {
    return PairsAlike.class;
  }

  @Override
  public Optional<Finding> judge(PairsAlike subject) {
    return switch (subject.standing()) {
      case ALLOWED -> supports(subject, said(subject, "are declared to be allowed together"));
      case VERIFIED -> supports(subject, said(subject, "were verified together"));
      case ADDITIVE ->
          requires(
              subject,
              said(subject, "are beside a schema that is only added to, and nobody has tried them"),
              subject.facts(),
              verify(subject, "pair.verified says SUCCEEDED of each"));
      case UNDECLARED ->
          blocks(
              subject,
              said(
                  subject,
                  "were neither declared nor tried (%d live side by side now, %d would after the step)"
                      .formatted(subject.live(), subject.pairs().size() - subject.live())),
              subject.facts(),
              verify(subject, "each pair is declared or verified"));
      case OVERDUE, FORBIDDEN, PERHAPS_FORBIDDEN ->
          throw new IllegalArgumentException(subject.standing() + " is told pair by pair");
    };
  }

  private Optional<Finding> supports(PairsAlike subject, String message) {
    return supports(subject, message, subject.facts());
  }

  private static String said(PairsAlike subject, String what) {
    return "%d pairs of versions of %d components %s: %s."
        .formatted(subject.pairs().size(), subject.components(), what, subject.named());
  }

  private static Remedy verify(PairsAlike subject, String check) {
    return new Remedy(
        Remedy.Kind.VERIFY,
        "Run them beside each other and send pair.verified of each two, %s beside %s first, or declare the pairs; or let fewer components change at once."
            .formatted(subject.first().one(), subject.first().other()),
        check);
  }
}
