package dev.changeover.explain.rules.rollback;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.rollback.DependantOfVersion;
import dev.changeover.explain.rollback.DependantOfVersion.Kind;
import java.util.Optional;

/** A client that was delivered cannot be taken back. */
public record ClientsOfTheVersionBeingLeftAreActive() implements SigningRule<DependantOfVersion> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-17");
  }

  @Override
  public String title() {
    return "Clients of the version being left would call the target";
  }

  @Override
  public Class<DependantOfVersion> judges() {
    return DependantOfVersion.class;
  }

  @Override
  public Optional<Finding> judge(DependantOfVersion subject) {
    if (subject.kind() != Kind.CLIENTS || !subject.isTold()) {
      return Optional.empty();
    }
    return subject.count() == 0
        ? supports(
            subject,
            "No client of a version of %s that would go is active.".formatted(subject.component()),
            subject.facts())
        : requires(
            subject,
            "%d clients of %s are active; they would call what goes with %s."
                .formatted(subject.count(), subject.leaving(), subject.target()),
            subject.facts(),
            new Remedy(
                Remedy.Kind.DEPLOY,
                "Keep serving what %s calls until they have aged out.".formatted(subject.leaving()),
                "client.observed of each version being left counts 0"));
  }
}
