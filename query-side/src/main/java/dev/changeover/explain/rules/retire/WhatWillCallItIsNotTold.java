package dev.changeover.explain.rules.retire;

import dev.changeover.explain.Finding;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retire.CallsToCome;
import java.util.Optional;

/** A schedule or callback that tells no version may lead to it. */
public record WhatWillCallItIsNotTold() implements SigningRule<CallsToCome> {
  @Override
  public RuleId id() {
    return new RuleId("RETIRE-17");
  }

  @Override
  public String title() {
    return "Which schedules or callbacks lead to the version is not told";
  }

  @Override
  public Class<CallsToCome> judges() {
    return CallsToCome.class;
  }

  @Override
  public Optional<Finding> judge(CallsToCome subject) {
    return subject
        .untold()
        .flatMap(
            missing ->
                undetermined(
                    subject,
                    "Which %s lead to %s is not told."
                        .formatted(subject.kind().plural(), subject.version()),
                    subject.facts(),
                    missing));
  }
}
