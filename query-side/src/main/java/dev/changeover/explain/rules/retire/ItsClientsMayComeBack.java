package dev.changeover.explain.rules.retire;

import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.SpokenTime;
import dev.changeover.explain.retire.ClientsLeft;
import dev.changeover.projection.environment.dependant.Watch.Gap;
import java.util.Optional;

/** A client that sleeps for a month is still a client. */
public record ItsClientsMayComeBack() implements SigningRule<ClientsLeft> {
  @Override
  public RuleId id() {
    return new RuleId("RETIRE-09");
  }

  @Override
  public String title() {
    return "No client is active, and not for a whole business cycle";
  }

  @Override
  public Class<ClientsLeft> judges() {
    return ClientsLeft.class;
  }

  @Override
  public Optional<Finding> judge(ClientsLeft subject) {
    boolean unproved =
        subject.isTold()
            && subject.active() == 0
            && subject.supportEnded().isEmpty()
            && !subject.haveAgedOut();
    return unproved
        ? undetermined(
            subject,
            "No client of %s was active for %s; the longest business cycle is %s.%s"
                .formatted(
                    subject.version(),
                    SpokenTime.length(subject.quiet()),
                    SpokenTime.length(subject.cycle()),
                    subject.gap().map(each -> notCounted(each, subject)).orElse("")),
            subject.facts(),
            new MissingFact(
                "clients of %s for a whole business cycle".formatted(subject.version()),
                subject.name(),
                "Count them without a gap for %s more, each count with its window; or end the support of %s."
                    .formatted(
                        SpokenTime.length(subject.cycle().minus(subject.quiet())),
                        subject.version()),
                MissingFact.Kind.DECLARATION))
        : Optional.empty();
  }

  private static String notCounted(Gap gap, ClientsLeft subject) {
    return " Between %s and %s nobody counted them."
        .formatted(
            SpokenTime.moment(gap.after(), subject.asked()),
            SpokenTime.moment(gap.before(), subject.asked()));
  }
}
