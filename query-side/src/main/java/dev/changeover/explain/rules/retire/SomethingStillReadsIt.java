package dev.changeover.explain.rules.retire;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retire.Readers;
import java.util.Optional;

/** A form of data goes only when nothing reads it any more, and when that is known. */
public record SomethingStillReadsIt() implements SigningRule<Readers> {
  @Override
  public RuleId id() {
    return new RuleId("RETIRE-10");
  }

  @Override
  public String title() {
    return "A form of data still has a reader, or its readers are not known";
  }

  @Override
  public Class<Readers> judges() {
    return Readers.class;
  }

  @Override
  public Optional<Finding> judge(Readers subject) {
    if (!subject.column()) {
      return Optional.empty();
    }
    if (!subject.readers().isEmpty()) {
      return blocks(
          subject,
          "%s is still read by %s."
              .formatted(subject.retired(), String.join(", ", subject.readers())),
          subject.facts(),
          new Remedy(
              Remedy.Kind.DEPLOY,
              "Remove these readers first.",
              "none of them is live or declared any more"));
    }
    return subject
        .untold()
        .map(each -> undetermined(subject, each.message(), each.facts(), each.missing()))
        .orElseGet(
            () ->
                supports(
                    subject,
                    "Nothing live reads %s.".formatted(subject.retired()),
                    subject.facts()));
  }
}
