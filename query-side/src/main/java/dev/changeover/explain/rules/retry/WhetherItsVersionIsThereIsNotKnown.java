package dev.changeover.explain.rules.retry;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.NeededVersion;
import dev.changeover.explain.retry.StepToRepeat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An engine that keeps to the definition it began with needs that version alive. */
public record WhetherItsVersionIsThereIsNotKnown() implements SigningRule<StepToRepeat> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-34");
  }

  @Override
  public String title() {
    return "It is not known whether the version is there that it would be redriven on";
  }

  @Override
  public Class<StepToRepeat> judges() {
    return StepToRepeat.class;
  }

  @Override
  public Optional<Finding> judge(StepToRepeat subject) {
    return switch (subject.neededVersion()) {
      case NeededVersion.NotKnown unknown -> silent(subject, unknown);
      case NeededVersion.NotTold _ -> notTold(subject);
      case NeededVersion.NotAsked _, NeededVersion.There _, NeededVersion.Gone _ ->
          Optional.empty();
    };
  }

  private Optional<Finding> silent(StepToRepeat subject, NeededVersion.NotKnown unknown) {
    return undetermined(
        subject,
        "The engine redrives step %s on %s, where it began, and whether that is alive is not known."
            .formatted(subject.step().name(), unknown.version()),
        facts(subject, unknown),
        new MissingFact(
            "whether %s is alive".formatted(unknown.version()),
            unknown.version().component(),
            "Get a fresh heartbeat of " + unknown.version() + ".",
            MissingFact.Kind.HEARTBEAT));
  }

  private Optional<Finding> notTold(StepToRepeat subject) {
    return undetermined(
        subject,
        "The engine redrives step %s on the version where it began, and which that was is not told."
            .formatted(subject.step().name()),
        subject.cite().facts(subject.step().attempts().getFirst().told()),
        new MissingFact(
            "the version that step %s began on".formatted(subject.step().name()),
            subject.name(),
            "Send actionstep.started of step %s with its component and version."
                .formatted(subject.step().name()),
            MissingFact.Kind.DECLARATION));
  }

  private static List<CitedFact> facts(StepToRepeat subject, NeededVersion.NotKnown unknown) {
    List<CitedFact> facts =
        new ArrayList<>(subject.cite().facts(subject.step().attempts().getFirst().told()));
    unknown
        .instances()
        .forEach(each -> facts.add(subject.cite().presence(each, subject.facts().policy())));
    return facts;
  }
}
