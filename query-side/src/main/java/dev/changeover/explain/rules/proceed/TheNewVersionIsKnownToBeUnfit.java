package dev.changeover.explain.rules.proceed;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.proceed.BroughtVersion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Going on spreads what somebody has already found to be bad, gone or too small. */
public record TheNewVersionIsKnownToBeUnfit() implements SigningRule<BroughtVersion> {
  @Override
  public RuleId id() {
    return new RuleId("PROCEED-19");
  }

  @Override
  public String title() {
    return "A version that is marked bad, lacks what it needs or is too small must not spread";
  }

  @Override
  public Class<BroughtVersion> judges() {
    return BroughtVersion.class;
  }

  @Override
  public Optional<Finding> judge(BroughtVersion subject) {
    List<CitedFact> against =
        Stream.concat(subject.marks().stream(), subject.unavailable().stream()).toList();
    return against.isEmpty()
        ? subject.tooFew().flatMap(each -> tooFew(subject, each))
        : blocks(
            subject,
            "The release brings what is known to be unfit: %s.".formatted(told(against)),
            against,
            new Remedy(
                Remedy.Kind.REPAIR,
                "Bring another version, or restore what this one needs.",
                "the version is not marked FAULTY or REVOKED, and all that it needs is there"));
  }

  private Optional<Finding> tooFew(BroughtVersion subject, CitedFact capacity) {
    return requires(
        subject,
        "Fewer instances are ready than are needed: %s.".formatted(told(List.of(capacity))),
        List.of(capacity),
        new Remedy(
            Remedy.Kind.SCALE,
            "Let enough instances of it become ready first.",
            "capacity.observed says ready >= needed"));
  }

  private static String told(List<CitedFact> facts) {
    return facts.stream()
        .map(each -> "%s: %s".formatted(each.name(), each.value()))
        .collect(Collectors.joining(", "));
  }
}
