package dev.changeover.explain.rules.rollback;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.rollback.MigrationInTheWay;
import dev.changeover.explain.rollback.MigrationInTheWay.Reversibility;
import java.util.List;
import java.util.Optional;

/** Who knows the migration best has said whether there is a way back, or has not. */
public record ReversibilityIsDeclared() implements SigningRule<MigrationInTheWay> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-30");
  }

  @Override
  public String title() {
    return "A phase declared irreversible is; one never declared is unknown";
  }

  @Override
  public Class<MigrationInTheWay> judges() {
    return MigrationInTheWay.class;
  }

  @Override
  public Optional<Finding> judge(MigrationInTheWay subject) {
    Optional<Reversibility> oneWay =
        subject.declared().stream().filter(each -> !each.reversible()).findFirst();
    if (oneWay.isPresent()) {
      return irreversible(subject, oneWay.get());
    }
    List<CitedFact> reversible =
        subject.declared().stream()
            .filter(each -> each.phase() == subject.phase())
            .map(Reversibility::fact)
            .toList();
    return reversible.isEmpty()
        ? undeclared(subject)
        : supports(
            subject,
            "Phase %s of migration %s is declared reversible."
                .formatted(subject.phase(), subject.migration()),
            reversible);
  }

  private Optional<Finding> irreversible(MigrationInTheWay subject, Reversibility oneWay) {
    return blocks(
        subject,
        "Phase %s of migration %s has been taken and is declared irreversible."
            .formatted(oneWay.phase(), subject.migration()),
        List.of(oneWay.fact()),
        new Remedy(
            Remedy.Kind.IMPOSSIBLE,
            "Fix forward.",
            "the next release is verified with the schema as it is"));
  }

  private Optional<Finding> undeclared(MigrationInTheWay subject) {
    return undetermined(
        subject,
        "Nobody has declared whether phase %s of migration %s can be undone."
            .formatted(subject.phase(), subject.migration()),
        List.of(subject.fact()),
        new MissingFact(
            "reversibility of phase " + subject.phase(),
            subject.name(),
            "Declare it in the release plan or by migration.declared, and prove it.",
            MissingFact.Kind.DECLARATION));
  }
}
