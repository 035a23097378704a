package dev.changeover.explain.rules.retire;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.SpokenTime;
import dev.changeover.explain.retire.CallersOfPath;
import java.util.Optional;
import java.util.stream.Stream;

/** Who called within the longest business cycle will call again. */
public record ItIsStillCalled() implements SigningRule<CallersOfPath> {
  @Override
  public RuleId id() {
    return new RuleId("RETIRE-08");
  }

  @Override
  public String title() {
    return "It was called within the longest business cycle";
  }

  @Override
  public Class<CallersOfPath> judges() {
    return CallersOfPath.class;
  }

  @Override
  public Optional<Finding> judge(CallersOfPath subject) {
    if (subject.names().isEmpty()) {
      return subject.cycleIsCovered() && subject.graceIsOver()
          ? supports(
              subject,
              "Nobody that may still be there called %s within %s."
                  .formatted(subject.retired(), SpokenTime.length(subject.cycle())),
              Stream.concat(subject.watchedSince().stream(), subject.facts().stream()).toList())
          : Optional.empty();
    }
    return blocks(
        subject,
        "%s was called within the last %s by %s."
            .formatted(
                subject.retired(),
                SpokenTime.length(subject.cycle()),
                String.join(", ", subject.names())),
        subject.callers(),
        new Remedy(
            Remedy.Kind.DEPLOY,
            "Move these callers off it.",
            "no call is recorded for a whole business cycle"));
  }
}
