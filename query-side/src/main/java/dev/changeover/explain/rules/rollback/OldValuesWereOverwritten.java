package dev.changeover.explain.rules.rollback;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.rollback.MigrationInTheWay;
import java.util.List;
import java.util.Optional;

/** What was overwritten cannot be read by those who know only the old values. */
public record OldValuesWereOverwritten() implements SigningRule<MigrationInTheWay> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-07");
  }

  @Override
  public String title() {
    return "A lossy change ran and the old values were not kept";
  }

  @Override
  public Class<MigrationInTheWay> judges() {
    return MigrationInTheWay.class;
  }

  @Override
  public Optional<Finding> judge(MigrationInTheWay subject) {
    return subject
        .lossy()
        .flatMap(
            fact ->
                blocks(
                    subject,
                    "Migration %s changed old values and did not keep them: %s would read what it cannot understand."
                        .formatted(subject.migration(), subject.targets()),
                    List.of(fact),
                    new Remedy(
                        Remedy.Kind.REPAIR,
                        "Restore the old values from a backup first, or fix forward.",
                        "migration.reverted of that phase says restored")));
  }
}
