package dev.changeover.explain.rules.proceed;

import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.proceed.LivePair;
import java.util.Optional;

/** An overlap that nobody declared lives on an assumption that nobody made. */
public record ThePairMayLiveTogether() implements SigningRule<LivePair> {
  @Override
  public RuleId id() {
    return new RuleId("PROCEED-08");
  }

  @Override
  public String title() {
    return "Versions side by side must be declared or proved";
  }

  @Override
  public Class<LivePair> judges() {
    return LivePair.class;
  }

  @Override
  public Optional<Finding> judge(LivePair subject) {
    String will = subject.live() ? "live side by side" : "would live side by side after the step";
    return switch (subject.standing()) {
      case ALLOWED ->
          supports(
              subject,
              "%s and %s are declared to be allowed together."
                  .formatted(subject.one(), subject.other()),
              subject.facts());
      case VERIFIED ->
          supports(
              subject,
              "%s and %s were verified together.".formatted(subject.one(), subject.other()),
              subject.facts());
      case ADDITIVE ->
          requires(
              subject,
              "%s and %s %s; the schema is only added to, and nobody has tried the two."
                  .formatted(subject.one(), subject.other(), will),
              subject.facts(),
              new Remedy(Remedy.Kind.VERIFY, verify(subject), "pair.verified says SUCCEEDED"));
      case OVERDUE ->
          blocks(
              subject,
              "%s and %s %s, and the time for which that was allowed is over."
                  .formatted(subject.one(), subject.other(), will),
              subject.facts(),
              new Remedy(
                  Remedy.Kind.DEPLOY,
                  "End it, or declare and test a longer time.",
                  "one of the two is gone"));
      case FORBIDDEN ->
          blocks(
              subject,
              "%s and %s %s, and are known not to work together."
                  .formatted(subject.one(), subject.other(), will),
              subject.facts(),
              new Remedy(
                  Remedy.Kind.DEPLOY,
                  subject.live()
                      ? "End it: take one of the two away."
                      : "Do not take this step before one of the two is gone.",
                  "one of the two is gone"));
      case PERHAPS_FORBIDDEN ->
          undetermined(
              subject,
              "%s and %s %s, and a range that is forbidden cannot be compared with them."
                  .formatted(subject.one(), subject.other(), will),
              subject.facts(),
              new MissingFact(
                  "whether %s beside %s is forbidden".formatted(subject.one(), subject.other()),
                  subject.name(),
                  "Declare the pair with these very versions, or withdraw the range that cannot be compared with them.",
                  MissingFact.Kind.LOOKUP));
      case UNDECLARED ->
          blocks(
              subject,
              "%s and %s %s, and nobody declared or tried that."
                  .formatted(subject.one(), subject.other(), will),
              subject.facts(),
              new Remedy(Remedy.Kind.VERIFY, verify(subject), "the pair is declared or verified"));
    };
  }

  private static String verify(LivePair subject) {
    return "Run %s beside %s and send pair.verified, or declare the pair."
        .formatted(subject.one(), subject.other());
  }
}
