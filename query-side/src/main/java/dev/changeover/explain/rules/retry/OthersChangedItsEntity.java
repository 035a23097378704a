package dev.changeover.explain.rules.retry;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.StepToRepeat;
import java.util.List;
import java.util.Optional;

/** Writing the same values again is harmless only while nobody else has written. */
public record OthersChangedItsEntity() implements SigningRule<StepToRepeat> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-20");
  }

  @Override
  public String title() {
    return "Others changed the entity since the try";
  }

  @Override
  public Class<StepToRepeat> judges() {
    return StepToRepeat.class;
  }

  @Override
  public Optional<Finding> judge(StepToRepeat subject) {
    if (!subject.repeated() || subject.readOnly()) {
      return Optional.empty();
    }
    return subject
        .changedByOthers()
        .flatMap(
            change ->
                requires(
                    subject,
                    "%s changed %s to version %s at %s; step %s would write its old values over that."
                        .formatted(
                            change.event().by(),
                            change.event().key(),
                            change.event().version(),
                            subject.say(change.effectiveAt()),
                            subject.step().name()),
                    subject.cite().facts(List.of(change)),
                    new Remedy(
                        Remedy.Kind.VERIFY,
                        "Retry only if step %s reads %s anew or compares versions before it writes."
                            .formatted(subject.step().name(), change.event().key()),
                        "the step writes with compare-and-set on version "
                            + change.event().version())));
  }
}
