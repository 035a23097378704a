package dev.changeover.explain.rules.retire;

import dev.changeover.explain.Finding;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retire.MessagesLeft;
import dev.changeover.explain.retire.MessagesLeft.Gap;
import java.util.Optional;
import java.util.stream.Collectors;

/** A message that nobody counted may be one that only it takes. */
public record WhatTheQueueHoldsIsNotTold() implements SigningRule<MessagesLeft> {
  @Override
  public RuleId id() {
    return new RuleId("RETIRE-17");
  }

  @Override
  public String title() {
    return "What waits is not told, or too long ago";
  }

  @Override
  public Class<MessagesLeft> judges() {
    return MessagesLeft.class;
  }

  @Override
  public Optional<Finding> judge(MessagesLeft subject) {
    return subject.gaps().isEmpty()
        ? Optional.empty()
        : undetermined(
            subject,
            subject.gaps().stream().map(Gap::message).collect(Collectors.joining(" ")),
            subject.gaps().stream().flatMap(each -> each.facts().stream()).distinct().toList(),
            subject.gaps().getFirst().missing());
  }
}
