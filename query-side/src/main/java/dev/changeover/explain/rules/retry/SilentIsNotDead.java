package dev.changeover.explain.rules.retry;

import dev.changeover.event.Recorded;
import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.StepToRepeat;
import dev.changeover.projection.action.Attempt;
import dev.changeover.projection.action.AttemptLife;
import java.util.Optional;
import java.util.stream.Stream;

/** No sign of life and no proof of death: a twin may still act. */
public record SilentIsNotDead() implements SigningRule<StepToRepeat> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-10");
  }

  @Override
  public String title() {
    return "A try fell silent, which does not prove that it ended";
  }

  @Override
  public Class<StepToRepeat> judges() {
    return StepToRepeat.class;
  }

  /** A twin that wakes up goes on to the steps that are retried, whichever step it is at. */
  @Override
  public Optional<Finding> judge(StepToRepeat subject) {
    if (subject.silent().isEmpty()) {
      return Optional.empty();
    }
    Attempt attempt = subject.silent().getFirst();
    AttemptLife.Silent life = (AttemptLife.Silent) subject.lifeOf(attempt);
    String who = attempt.instance().orElse("whoever runs it");
    String wait =
        life.fencedAt()
            .map(at -> ", or wait until " + subject.say(at) + ", when its lease is surely over")
            .orElse("");
    return undetermined(
        subject,
        "Attempt %d of step %s has not told of its end and %s is silent; silent is not dead."
            .formatted(attempt.number(), attempt.step(), who),
        subject
            .cite()
            .facts(
                Stream.<Recorded<?>>concat(attempt.told().stream(), life.shownBy().stream())
                    .toList()),
        new MissingFact(
            "whether attempt " + attempt.number() + " of step " + attempt.step() + " still runs",
            subject.name(),
            "See whether %s still runs, and send worker.stopped or actionstep.finished%s."
                .formatted(attempt.instance().orElse("it"), wait),
            MissingFact.Kind.HEARTBEAT));
  }
}
