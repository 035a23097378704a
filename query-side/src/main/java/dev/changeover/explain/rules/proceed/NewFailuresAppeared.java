package dev.changeover.explain.rules.proceed;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Harm;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.proceed.NewErrors;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A failure that nobody has seen before came with what is new. */
public record NewFailuresAppeared() implements SigningRule<NewErrors> {
  @Override
  public RuleId id() {
    return new RuleId("PROCEED-15");
  }

  @Override
  public String title() {
    return "No new way to fail may come with the new version";
  }

  @Override
  public Class<NewErrors> judges() {
    return NewErrors.class;
  }

  @Override
  public Optional<Finding> judge(NewErrors subject) {
    List<CitedFact> facts =
        Stream.of(subject.errors(), subject.deadLetters()).flatMap(List::stream).toList();
    if (facts.isEmpty()) {
      return subject.watched().isEmpty()
          ? Optional.empty()
          : supports(
              subject,
              "No way to fail was seen on %s that was not there before."
                  .formatted(subject.version()),
              subject.watched());
    }
    String errors =
        subject.errors().stream()
            .map(each -> "%s: %s".formatted(each.name(), each.value()))
            .collect(Collectors.joining("; "));
    String dead =
        subject.deadCount() == 0
            ? ""
            : "%d more dead letters since the step".formatted(subject.deadCount());
    return blocks(
        subject,
        "New failures with %s: %s%s%s."
            .formatted(
                subject.version(), errors, errors.isEmpty() || dead.isEmpty() ? "" : "; ", dead),
        facts,
        new Remedy(
            Remedy.Kind.REPAIR, "Find the cause; repair it, or roll back.", "no more of them come"),
        new Harm(Harm.Kind.MESSAGE, subject.deadCount(), List.of()));
  }
}
