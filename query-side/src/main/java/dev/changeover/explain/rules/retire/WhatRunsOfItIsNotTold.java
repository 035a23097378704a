package dev.changeover.explain.rules.retire;

import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retire.VersionInUse;
import java.util.Optional;
import java.util.stream.Stream;

/** Silent is not dead. */
public record WhatRunsOfItIsNotTold() implements SigningRule<VersionInUse> {
  @Override
  public RuleId id() {
    return new RuleId("RETIRE-17");
  }

  @Override
  public String title() {
    return "Which instances of the version run is not told, or too long ago";
  }

  @Override
  public Class<VersionInUse> judges() {
    return VersionInUse.class;
  }

  @Override
  public Optional<Finding> judge(VersionInUse subject) {
    if (subject.isSeen()) {
      return inFlight(subject);
    }
    int count = subject.silent().size();
    return undetermined(
        subject,
        count > 0
            ? "%d %s of %s %s silent, and silent is not dead."
                .formatted(
                    count,
                    count == 1 ? "instance" : "instances",
                    subject.version(),
                    count == 1 ? "is" : "are")
            : "Nothing fresh tells whether %s runs.".formatted(subject.version()),
        Stream.concat(subject.silent().stream(), subject.lastUse().stream()).toList(),
        new MissingFact(
            "which instances of %s run".formatted(subject.version()),
            subject.name(),
            "Let the instances of %s report, or tell worker.stopped or component.removed for those that are gone."
                .formatted(subject.version().component()),
            MissingFact.Kind.HEARTBEAT));
  }

  /** What drains may have work yet: that nobody told of any does not say that there is none. */
  private Optional<Finding> inFlight(VersionInUse subject) {
    return subject.inFlightUntold().isEmpty()
        ? Optional.empty()
        : undetermined(
            subject,
            "%s takes nothing new, and its workers do not tell what they have in work."
                .formatted(subject.version()),
            subject.inFlightUntold(),
            new MissingFact(
                "messages that workers of %s have in work".formatted(subject.version()),
                subject.name(),
                "Let its workers report inFlight, or wait until they have stopped.",
                MissingFact.Kind.HEARTBEAT));
  }
}
