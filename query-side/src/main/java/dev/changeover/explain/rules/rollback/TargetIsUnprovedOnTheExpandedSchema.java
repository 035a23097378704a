package dev.changeover.explain.rules.rollback;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.environment.Compatibility;
import dev.changeover.explain.rollback.MigrationInTheWay;
import dev.changeover.explain.rollback.MigrationInTheWay.SchemaProof;
import java.util.List;
import java.util.Optional;

/** Added is not yet harmless: strict readers and checks at start do exist. */
public record TargetIsUnprovedOnTheExpandedSchema() implements SigningRule<MigrationInTheWay> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-03");
  }

  @Override
  public String title() {
    return "The schema is only expanded, but nobody has tried the target on it";
  }

  @Override
  public Class<MigrationInTheWay> judges() {
    return MigrationInTheWay.class;
  }

  @Override
  public Optional<Finding> judge(MigrationInTheWay subject) {
    List<String> unproved =
        subject.schemaProofs().stream()
            .filter(each -> each.pair().filter(Compatibility::knownBad).isEmpty())
            .filter(each -> !each.proved())
            .map(SchemaProof::target)
            .toList();
    if (!subject.isOnlyExpanded() || unproved.isEmpty()) {
      return Optional.empty();
    }
    String targets = String.join(", ", unproved);
    return requires(
        subject,
        "Migration %s has only added to the schema, but %s was never verified on it as it is."
            .formatted(subject.migration(), targets),
        List.of(subject.fact()),
        new Remedy(
            Remedy.Kind.VERIFY,
            "Run %s against the schema as it is now.".formatted(targets),
            "pair.verified of %s with the present schema version says SUCCEEDED"
                .formatted(targets)));
  }
}
