package dev.changeover.explain.rules.proceed;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.proceed.NextStep;
import dev.changeover.explain.proceed.NextStep.MigrationStep;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whoever still reads or writes the old form breaks when it goes. */
public record TheOldFormIsNoLongerUsed() implements SigningRule<NextStep> {
  @Override
  public RuleId id() {
    return new RuleId("PROCEED-14");
  }

  @Override
  public String title() {
    return "What is taken away must not be used any more";
  }

  @Override
  public Class<NextStep> judges() {
    return NextStep.class;
  }

  @Override
  public Optional<Finding> judge(NextStep subject) {
    return subject
        .migration()
        .filter(MigrationStep::usersMatter)
        .flatMap(each -> judge(subject, each));
  }

  private Optional<Finding> judge(NextStep subject, MigrationStep migration) {
    if (migration.users().isEmpty()) {
      return migration.whoElse().isEmpty()
          ? Optional.empty()
          : supports(
              subject,
              "Nothing that is there uses the old form of %s any more."
                  .formatted(migration.migration()),
              migration.whoElse());
    }
    String users =
        migration.users().stream()
            .map(each -> "%s (%s)".formatted(each.name(), each.value()))
            .collect(Collectors.joining(", "));
    return blocks(
        subject,
        "%s of %s takes away what is still used: %s."
            .formatted(migration.phase(), migration.migration(), users),
        migration.users(),
        new Remedy(
            Remedy.Kind.DEPLOY,
            "Move them to the new form first, or stop them.",
            "none of them is seen any more"));
  }
}
