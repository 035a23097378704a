package dev.changeover.explain.rules.retire;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.SpokenTime;
import dev.changeover.explain.retire.PathDebt;
import java.util.Optional;

/** A debt that is due and that nobody owns is never paid. */
public record NobodyOwnsTheOverduePath() implements SigningRule<PathDebt> {
  @Override
  public RuleId id() {
    return new RuleId("RETIRE-16");
  }

  @Override
  public String title() {
    return "The path is past its end and nobody owns it";
  }

  @Override
  public Class<PathDebt> judges() {
    return PathDebt.class;
  }

  @Override
  public Optional<Finding> judge(PathDebt subject) {
    if (subject.owner().isPresent()) {
      return supports(
          subject,
          "%s belongs to %s.".formatted(subject.retired(), subject.owner().get()),
          subject.facts());
    }
    return subject.overdue()
        ? requires(
            subject,
            "%s was to be gone by %s, and nobody owns it."
                .formatted(
                    subject.retired(),
                    subject
                        .expires()
                        .map(each -> SpokenTime.moment(each, subject.asked()))
                        .orElse("now")),
            subject.facts(),
            new Remedy(
                Remedy.Kind.CONFIGURE,
                "Give it an owner who sees to it that nothing needs it.",
                "path.introduced or path.used of it names an owner"))
        : Optional.empty();
  }
}
