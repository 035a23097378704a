package dev.changeover.explain.rules.retry;

import dev.changeover.event.Recorded;
import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.ActionUnderRetry;
import dev.changeover.projection.action.Attempt;
import dev.changeover.projection.action.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What comes later counts on it: nothing is shipped that was never paid for. */
public record AStepThatIsNotDoneWouldBeSkipped() implements SigningRule<ActionUnderRetry> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-34");
  }

  @Override
  public String title() {
    return "The retry would skip a step that is not known to be done";
  }

  @Override
  public Class<ActionUnderRetry> judges() {
    return ActionUnderRetry.class;
  }

  @Override
  public Optional<Finding> judge(ActionUnderRetry subject) {
    List<Step> skipped = subject.skippedUndone();
    if (skipped.isEmpty()) {
      return Optional.empty();
    }
    String names = skipped.stream().map(Step::name).collect(Collectors.joining(", "));
    String start = subject.facts().fromStep().orElse("there");
    return undetermined(
        subject,
        "A retry from step %s skips %s, which nobody told to be done.".formatted(start, names),
        subject
            .cite()
            .facts(
                skipped.stream()
                    .flatMap(step -> step.attempts().stream())
                    .map(Attempt::told)
                    .<Recorded<?>>flatMap(List::stream)
                    .toList()),
        new MissingFact(
            "success of " + names,
            subject.name(),
            "Retry from step %s, or send actionstep.finished with outcome SUCCEEDED for what is done."
                .formatted(skipped.getFirst().name()),
            MissingFact.Kind.LOOKUP));
  }
}
