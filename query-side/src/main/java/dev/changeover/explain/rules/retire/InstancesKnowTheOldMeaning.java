package dev.changeover.explain.rules.retire;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retire.ReusedName;
import java.util.Optional;
import java.util.stream.Stream;

/** An old instance takes a new meaning for the one that it knows, and acts on it. */
public record InstancesKnowTheOldMeaning() implements SigningRule<ReusedName> {
  @Override
  public RuleId id() {
    return new RuleId("RETIRE-13");
  }

  @Override
  public String title() {
    return "A name was given a new meaning while an instance knows the old one";
  }

  @Override
  public Class<ReusedName> judges() {
    return ReusedName.class;
  }

  @Override
  public Optional<Finding> judge(ReusedName subject) {
    if (subject.knowing().isEmpty()) {
      return subject.untold().isEmpty()
          ? supports(
              subject,
              subject.change().isPresent()
                  ? "No live instance knows %s by an older meaning.".formatted(subject.what())
                  : "%s never had another meaning.".formatted(subject.what()),
              subject.change().stream().toList())
          : Optional.empty();
    }
    int count = subject.knowing().size();
    return blocks(
        subject,
        "%s was given a new meaning, and %d live %s by the old one."
            .formatted(
                subject.what(), count, count == 1 ? "instance knows it" : "instances know it"),
        Stream.concat(subject.change().stream(), subject.knowing().stream()).toList(),
        new Remedy(
            Remedy.Kind.CONFIGURE,
            "Set it back to its old meaning and use a new name; or end these instances first.",
            "no instance of the time before is live"));
  }
}
