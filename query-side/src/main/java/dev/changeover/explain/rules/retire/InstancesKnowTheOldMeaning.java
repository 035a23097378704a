package dev.changeover.explain.rules.retire;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.environment.ReusedName;
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
    if (subject.meaning().knowing().isEmpty()) {
      return subject.meaning().untold().isEmpty()
          ? supports(
              subject,
              subject.meaning().change().isPresent()
                  ? "No live instance knows %s by an older meaning."
                      .formatted(subject.meaning().what())
                  : "%s never had another meaning.".formatted(subject.meaning().what()),
              subject.meaning().change().stream().toList())
          : Optional.empty();
    }
    int count = subject.meaning().knowing().size();
    return blocks(
        subject,
        "%s was given a new meaning, and %d live %s by the old one."
            .formatted(
                capital(subject.meaning().what()),
                count,
                count == 1 ? "instance knows it" : "instances know it"),
        Stream.concat(subject.meaning().change().stream(), subject.meaning().knowing().stream())
            .toList(),
        new Remedy(
            Remedy.Kind.CONFIGURE,
            "Set it back to its old meaning and use a new name; or end these instances first.",
            "no instance of the time before is live"));
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
