package dev.changeover.explain.rules.rollback;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Harm;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.rollback.MigrationInTheWay;
import dev.changeover.explain.rollback.MigrationInTheWay.Status;
import java.util.List;
import java.util.Optional;

/** Rows without an old form are invisible to the target: lost orders, not errors. */
public record RowsExistOnlyInTheNewForm() implements SigningRule<MigrationInTheWay> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-08");
  }

  @Override
  public String title() {
    return "Rows were written only in the new form";
  }

  @Override
  public Class<MigrationInTheWay> judges() {
    return MigrationInTheWay.class;
  }

  @Override
  public Optional<Finding> judge(MigrationInTheWay subject) {
    return subject
        .newFormOnlyRows()
        .filter(rows -> rows.count() > 0 && !rows.fact().stale())
        .flatMap(
            rows ->
                blocks(
                    subject,
                    (subject.status() == Status.UNDONE
                            ? "%d %s of migration %s existed only in the new form, and undoing it copied none back; %s would not see them."
                            : "%d %s of migration %s exist only in the new form; %s would not see them.")
                        .formatted(
                            rows.count(),
                            rows.count() == 1 ? "row" : "rows",
                            subject.migration(),
                            subject.targets()),
                    subject.status() == Status.UNDONE
                        ? List.of(rows.fact(), subject.fact())
                        : List.of(rows.fact()),
                    new Remedy(
                        Remedy.Kind.REPAIR,
                        "Copy them back into the old form first.",
                        "migration.progressed of %s says newFormOnlyRows 0"
                            .formatted(subject.migration())),
                    new Harm(Harm.Kind.ROW, rows.count(), List.of(subject.migration()))));
  }
}
