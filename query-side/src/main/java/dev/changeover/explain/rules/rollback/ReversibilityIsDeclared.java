package dev.changeover.explain.rules.rollback;

import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.rollback.MigrationInTheWay;
import dev.changeover.explain.rollback.MigrationInTheWay.Reversibility;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
    if (subject.begun().isEmpty()) {
      return Optional.empty();
    }
    return subject.undeclared().isEmpty()
        ? supports(
            subject,
            "P%s of migration %s %s declared reversible."
                .formatted(
                    phases(subject.begun()).substring(1),
                    subject.migration(),
                    subject.begun().size() == 1 ? "is" : "are"),
            subject.declared().stream().map(Reversibility::fact).toList())
        : undeclared(subject, subject.undeclared());
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
            "the next release is verified with the schema as it is, or migration.reverted of that phase says restored"));
  }

  private Optional<Finding> undeclared(MigrationInTheWay subject, List<Phase> phases) {
    String which = phases(phases);
    return undetermined(
        subject,
        "Nobody has declared whether %s of migration %s can be undone."
            .formatted(which, subject.migration()),
        List.of(subject.fact()),
        new MissingFact(
            "reversibility of " + which,
            subject.name(),
            "Declare it in the release plan or by migration.declared, and prove it.",
            MissingFact.Kind.DECLARATION));
  }

  private static String phases(List<Phase> phases) {
    String names = phases.stream().map(Phase::name).collect(Collectors.joining(", "));
    return (phases.size() == 1 ? "phase " : "phases ") + names;
  }
}
