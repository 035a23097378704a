package dev.changeover.explain.rules.retire;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retire.FlagArms;
import java.util.Optional;
import java.util.stream.Stream;

/** A flag that is archived serves its fallback to code that still asks. */
public record CodeStillEvaluatesTheFlag() implements SigningRule<FlagArms> {
  @Override
  public RuleId id() {
    return new RuleId("RETIRE-12");
  }

  @Override
  public String title() {
    return "Code still evaluates the flag";
  }

  @Override
  public Class<FlagArms> judges() {
    return FlagArms.class;
  }

  @Override
  public Optional<Finding> judge(FlagArms subject) {
    if (subject.variants().size() > 1) {
      return blocks(
          subject,
          "Flag %s still decides: it serves %s."
              .formatted(subject.flag(), String.join(", ", subject.variants())),
          subject.served(),
          new Remedy(
              Remedy.Kind.CONFIGURE,
              "Let it serve one variant everywhere first.",
              "the latest flag.changed of every component names one variant"));
    }
    if (subject.evaluating().isEmpty()) {
      return subject.untold().isEmpty()
          ? supports(
              subject,
              "Flag %s serves one variant and no live code evaluates it.".formatted(subject.flag()),
              Stream.concat(subject.served().stream(), subject.facts().stream()).toList())
          : Optional.empty();
    }
    return requires(
        subject,
        "Flag %s serves one variant, but is still evaluated by %s; once it is gone, they are served the fallback."
            .formatted(subject.flag(), String.join(", ", subject.evaluating())),
        Stream.concat(subject.served().stream(), subject.facts().stream()).toList(),
        new Remedy(
            Remedy.Kind.DEPLOY,
            "Remove the code that evaluates it first.",
            "none of them is live any more"));
  }
}
