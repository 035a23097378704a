package dev.changeover.explain.rules.rollback;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Finding;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.rollback.MigrationInTheWay;
import dev.changeover.explain.rollback.MigrationInTheWay.SchemaProof;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was only added hurts nobody who is known to run beside it. */
public record TargetIsProvedOnTheExpandedSchema() implements SigningRule<MigrationInTheWay> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-02");
  }

  @Override
  public String title() {
    return "The schema is only expanded, and every target is verified on it";
  }

  @Override
  public Class<MigrationInTheWay> judges() {
    return MigrationInTheWay.class;
  }

  @Override
  public Optional<Finding> judge(MigrationInTheWay subject) {
    if (!subject.isOnlyExpanded()
        || !subject.schemaProofs().stream().allMatch(SchemaProof::proved)) {
      return Optional.empty();
    }
    List<CitedFact> proofs =
        subject.schemaProofs().stream()
            .flatMap(each -> each.pair().stream())
            .flatMap(each -> each.verified().stream())
            .toList();
    return proofs.isEmpty()
        ? Optional.empty()
        : supports(
            subject,
            "%s has only added to the schema, and %s was verified on it as it is."
                .formatted(capital(subject.name()), targets(subject)),
            Stream.concat(Stream.of(subject.fact()), proofs.stream()).toList());
  }

  private static String targets(MigrationInTheWay subject) {
    return subject.schemaProofs().stream()
        .map(SchemaProof::target)
        .collect(Collectors.joining(", "));
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
