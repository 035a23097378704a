package dev.changeover.explain.rules.retire;

import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.SpokenTime;
import dev.changeover.explain.retire.CallersOfPath;
import dev.changeover.projection.environment.dependant.Watch.Gap;
import java.util.Optional;
import java.util.stream.Stream;

/** What nobody used since last week may be used at the end of the month. */
public record TheBusinessCycleIsNotCovered() implements SigningRule<CallersOfPath> {
  @Override
  public RuleId id() {
    return new RuleId("RETIRE-09");
  }

  @Override
  public String title() {
    return "No use was seen, and not for a whole business cycle";
  }

  @Override
  public Class<CallersOfPath> judges() {
    return CallersOfPath.class;
  }

  @Override
  public Optional<Finding> judge(CallersOfPath subject) {
    return !subject.names().isEmpty() || subject.cycleIsCovered()
        ? Optional.empty()
        : undetermined(
            subject,
            "No use of %s was seen for %s; the longest business cycle is %s.%s"
                .formatted(
                    subject.retired(),
                    SpokenTime.length(subject.zeroFor()),
                    SpokenTime.length(subject.cycle()),
                    subject.gap().map(each -> notWatched(each, subject)).orElse("")),
            Stream.concat(subject.watchedSince().stream(), subject.lastUse().stream())
                .distinct()
                .toList(),
            new MissingFact(
                "uses of %s for a whole business cycle".formatted(subject.retired()),
                subject.name(),
                "%s for %s more; or declare a shorter longestBusinessCycle."
                    .formatted(
                        howToWatch(subject),
                        SpokenTime.length(subject.cycle().minus(subject.zeroFor()))),
                MissingFact.Kind.DECLARATION));
  }

  private static String howToWatch(CallersOfPath subject) {
    return switch (subject.how()) {
      case BY_PROBES -> "Let a probe use it, so that silence means something, and watch it";
      case BY_SNAPSHOTS -> "Send queue.observed of its queues with bySchema, without a gap,";
    };
  }

  private static String notWatched(Gap gap, CallersOfPath subject) {
    return " Between %s and %s %s."
        .formatted(
            SpokenTime.moment(gap.after(), subject.asked()),
            SpokenTime.moment(gap.before(), subject.asked()),
            switch (subject.how()) {
              case BY_PROBES -> "no probe showed that calls are told";
              case BY_SNAPSHOTS -> "nobody looked into its queues by form";
            });
  }
}
