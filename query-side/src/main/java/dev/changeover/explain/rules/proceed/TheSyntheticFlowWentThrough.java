package dev.changeover.explain.rules.proceed;

import dev.changeover.event.Outcome;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.proceed.SyntheticFlow;
import java.util.List;
import java.util.Optional;

/** End to end is proved by what went from one end to the other. */
public record TheSyntheticFlowWentThrough() implements SigningRule<SyntheticFlow> {
  @Override
  public RuleId id() {
    return new RuleId("PROCEED-04");
  }

  @Override
  public String title() {
    return "A synthetic flow must go through every hop on the new versions";
  }

  @Override
  public Class<SyntheticFlow> judges() {
    return SyntheticFlow.class;
  }

  @Override
  public Optional<Finding> judge(SyntheticFlow subject) {
    List<CitedFact> facts = List.of(subject.fact());
    if (subject.outcome() == Outcome.FAILED) {
      return blocks(
          subject,
          "Probe %s failed since the last step.".formatted(subject.probe()),
          facts,
          new Remedy(Remedy.Kind.REPAIR, "Find out where it stops, and repair it.", "it succeeds"));
    }
    if (subject.missed().isEmpty()) {
      return supports(
          subject,
          "Probe %s went from end to end since the last step, through every new version."
              .formatted(subject.probe()),
          facts);
    }
    String missed = String.join(", ", subject.missed());
    return undetermined(
        subject,
        "Probe %s succeeded and does not tell of having gone through %s."
            .formatted(subject.probe(), missed),
        facts,
        new MissingFact(
            "probe %s through %s".formatted(subject.probe(), missed),
            subject.name(),
            "Let probe.finished name %s under exercised and hops.".formatted(missed),
            MissingFact.Kind.SYNTHETIC_FLOW));
  }
}
