package dev.changeover.explain.rules.retry;

import dev.changeover.event.Recorded;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.StepGraphStanding;
import dev.changeover.explain.retry.StepToRepeat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A number or a name of a step means another one in another graph. */
public record TheStepsAreOthersWhereItResumes() implements SigningRule<StepToRepeat> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-15");
  }

  @Override
  public String title() {
    return "The versions that would resume have another graph of the steps";
  }

  @Override
  public Class<StepToRepeat> judges() {
    return StepToRepeat.class;
  }

  @Override
  public Optional<Finding> judge(StepToRepeat subject) {
    return subject.graph() instanceof StepGraphStanding.Differs other
        ? blocks(
            subject,
            "Step %s was done with the step graph of %s %s, and %s, which may resume, has another: it may skip or repeat the wrong steps."
                .formatted(
                    subject.step().name(),
                    other.component(),
                    other.ranOn(),
                    String.join(", ", other.versions())),
            subject.cite().facts(shownBy(subject, other)),
            new Remedy(
                Remedy.Kind.DEPLOY,
                "Resume on %s %s, or start over where every step may be repeated."
                    .formatted(other.component(), other.ranOn()),
                "the retry runs on a version with the stepGraph of step " + subject.step().name()))
        : Optional.empty();
  }

  private static List<Recorded<?>> shownBy(StepToRepeat subject, StepGraphStanding.Differs other) {
    return Stream.concat(
            subject.step().attempts().getLast().told().stream(),
            subject.facts().environment().stepRuns().stream()
                .filter(each -> each.actionType().equals(subject.facts().ref().type()))
                .filter(each -> each.component().equals(other.component()))
                .filter(each -> other.versions().contains(each.version()))
                .flatMap(each -> each.graphsToldBy().stream().limit(1)))
        .<Recorded<?>>map(each -> each)
        .toList();
  }
}
