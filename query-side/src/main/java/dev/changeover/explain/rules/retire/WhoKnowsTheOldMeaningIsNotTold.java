package dev.changeover.explain.rules.retire;

import dev.changeover.explain.Finding;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.environment.ReusedName;
import java.util.Optional;

/** An instance of unknown version may know the old meaning. */
public record WhoKnowsTheOldMeaningIsNotTold() implements SigningRule<ReusedName> {
  @Override
  public RuleId id() {
    return new RuleId("RETIRE-17");
  }

  @Override
  public String title() {
    return "Which instances know the old meaning of a name is not told";
  }

  @Override
  public Class<ReusedName> judges() {
    return ReusedName.class;
  }

  @Override
  public Optional<Finding> judge(ReusedName subject) {
    return subject.meaning().change().isEmpty()
        ? Optional.empty()
        : subject
            .meaning()
            .untold()
            .flatMap(
                missing ->
                    undetermined(
                        subject,
                        "%s was given a new meaning; whether an instance knows the old one is not told."
                            .formatted(subject.meaning().what()),
                        subject.meaning().change().stream().toList(),
                        missing));
  }
}
