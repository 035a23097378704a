package dev.changeover.explain.rules.retry;

import dev.changeover.event.Recorded;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.StepToRepeat;
import dev.changeover.projection.action.Attempt;
import dev.changeover.projection.action.AttemptLife;
import java.util.Optional;
import java.util.stream.Stream;

/** A fresh heartbeat, a lease that is held, or a time limit that has not passed. */
public record TheFirstAttemptStillRuns() implements SigningRule<StepToRepeat> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-09");
  }

  @Override
  public String title() {
    return "A try at the step must be taken for running";
  }

  @Override
  public Class<StepToRepeat> judges() {
    return StepToRepeat.class;
  }

  /** A twin that still runs goes on to the steps that are retried, whichever step it is at. */
  @Override
  public Optional<Finding> judge(StepToRepeat subject) {
    if (subject.live().isEmpty()) {
      return Optional.empty();
    }
    Attempt attempt = subject.live().getFirst();
    AttemptLife.Live life = (AttemptLife.Live) subject.lifeOf(attempt);
    String until = life.until().map(end -> " until " + subject.say(end)).orElse("");
    return blocks(
        subject,
        "Attempt %d of step %s has not told of its end, and %s%s."
            .formatted(attempt.number(), attempt.step(), life.because(), until),
        subject
            .cite()
            .facts(
                Stream.<Recorded<?>>concat(attempt.told().stream(), life.shownBy().stream())
                    .toList()),
        new Remedy(
            Remedy.Kind.WAIT,
            "Wait for attempt %d of step %s to end, or cancel it with a fence."
                .formatted(attempt.number(), attempt.step()),
            "actionstep.finished for attempt " + attempt.number() + " of step " + attempt.step()));
  }
}
