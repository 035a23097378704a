package dev.changeover.explain.rules.retry;

import dev.changeover.event.Recorded;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.StepToRepeat;
import dev.changeover.projection.environment.StepRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The fault is in the version, and another one is there. */
public record AnotherVersionFinishesTheStep() implements SigningRule<StepToRepeat> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-14");
  }

  @Override
  public String title() {
    return "It failed on a version that never finished the step, and another live version does";
  }

  @Override
  public Class<StepToRepeat> judges() {
    return StepToRepeat.class;
  }

  @Override
  public Optional<Finding> judge(StepToRepeat subject) {
    return subject
        .failingVersion()
        .flatMap(
            failing -> {
              List<StepRuns> others = subject.versionsThatFareWell(failing);
              return others.isEmpty()
                  ? Optional.empty()
                  : routed(subject, failing, others.getLast());
            });
  }

  private Optional<Finding> routed(StepToRepeat subject, StepRuns failing, StepRuns good) {
    List<Recorded<?>> shownBy = new ArrayList<>(subject.lastFailure().orElseThrow().told());
    shownBy.add(Objects.requireNonNull(good.succeeded()));
    String on = good.component() + " " + good.version();
    return requires(
        subject,
        "Step %s failed on %s %s, which was never seen to finish it; %s, which is live, finished it at %s."
            .formatted(
                subject.step().name(),
                failing.component(),
                failing.version(),
                on,
                subject.say(good.succeeded().effectiveAt())),
        subject.cite().facts(shownBy),
        new Remedy(
            Remedy.Kind.CONFIGURE,
            "Route the retry of step %s to %s.".formatted(subject.step().name(), on),
            "actionstep.started of step %s on %s".formatted(subject.step().name(), on)));
  }
}
