package dev.changeover.explain.rules.rollback;

import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.rollback.DependantOfVersion;
import java.util.Optional;

/** A dependant that nobody counts is not one that is not there. */
public record WhatNeedsTheVersionIsNotTold() implements SigningRule<DependantOfVersion> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-31");
  }

  @Override
  public String title() {
    return "What may need the version being left is not told, or too long ago";
  }

  @Override
  public Class<DependantOfVersion> judges() {
    return DependantOfVersion.class;
  }

  @Override
  public Optional<Finding> judge(DependantOfVersion subject) {
    return subject.isTold()
        ? Optional.empty()
        : undetermined(
            subject,
            "The %s of %s are not told, or were told too long ago; whether something needs %s is not known."
                .formatted(subject.kind().plural(), subject.component(), subject.leaving()),
            subject.facts(),
            subject.untold().orElseGet(() -> again(subject)));
  }

  private static MissingFact again(DependantOfVersion subject) {
    return new MissingFact(
        "present " + subject.name(),
        subject.name(),
        "Count the %s of %s again.".formatted(subject.kind().plural(), subject.component()),
        MissingFact.Kind.LOOKUP);
  }
}
