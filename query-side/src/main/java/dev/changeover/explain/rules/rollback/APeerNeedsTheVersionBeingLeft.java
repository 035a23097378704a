package dev.changeover.explain.rules.rollback;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.rollback.NeedOfAPeer;
import java.util.Optional;

/** What was built on a version falls with it. */
public record APeerNeedsTheVersionBeingLeft() implements SigningRule<NeedOfAPeer> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-19");
  }

  @Override
  public String title() {
    return "Something that stays needs what only the version being left offers";
  }

  @Override
  public Class<NeedOfAPeer> judges() {
    return NeedOfAPeer.class;
  }

  @Override
  public Optional<Finding> judge(NeedOfAPeer subject) {
    return blocks(
        subject,
        "Going back to %s breaks what stays: %s.".formatted(subject.target(), subject.need()),
        subject.facts(),
        new Remedy(
            Remedy.Kind.DEPLOY,
            subject.cure(),
            "nothing live needs more than %s offers".formatted(subject.target())));
  }
}
