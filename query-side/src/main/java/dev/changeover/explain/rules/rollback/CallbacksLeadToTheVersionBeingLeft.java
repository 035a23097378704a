package dev.changeover.explain.rules.rollback;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.rollback.DependantOfVersion;
import dev.changeover.explain.rollback.DependantOfVersion.Kind;
import java.util.Optional;

/** A third party calls the address that it was given, whatever runs there by then. */
public record CallbacksLeadToTheVersionBeingLeft() implements SigningRule<DependantOfVersion> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-18");
  }

  @Override
  public String title() {
    return "Answers of third parties are still to come to the version being left";
  }

  @Override
  public Class<DependantOfVersion> judges() {
    return DependantOfVersion.class;
  }

  @Override
  public Optional<Finding> judge(DependantOfVersion subject) {
    if (subject.kind() != Kind.CALLBACKS || !subject.isTold()) {
      return Optional.empty();
    }
    return subject.count() == 0
        ? supports(
            subject,
            "No answer is outstanding for a version of %s that would go."
                .formatted(subject.component()),
            subject.facts())
        : requires(
            subject,
            "%s still to be answered, to %s, which would go."
                .formatted(subject.namesAre(), subject.leaving()),
            subject.facts(),
            new Remedy(
                Remedy.Kind.WAIT,
                "Keep the endpoint alive until the answer has come or its window has ended.",
                "callback.received or callback.expired is told for each"));
  }
}
