package dev.changeover.explain.rules.retire;

import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retire.VersionInUse;
import java.util.Optional;

/** Of an instance that tells no version nobody can say whether it is the one that would go. */
public record UnversionedInstancesMayBeIt() implements SigningRule<VersionInUse> {
  @Override
  public RuleId id() {
    return new RuleId("RETIRE-15");
  }

  @Override
  public String title() {
    return "Instances of its component do not tell their version";
  }

  @Override
  public Class<VersionInUse> judges() {
    return VersionInUse.class;
  }

  @Override
  public Optional<Finding> judge(VersionInUse subject) {
    int count = subject.unversioned().size();
    String component = subject.version().component();
    return count == 0
        ? Optional.empty()
        : undetermined(
            subject,
            "%d live %s of %s %s not tell a version, so whether %s runs cannot be told."
                .formatted(
                    count,
                    count == 1 ? "instance" : "instances",
                    component,
                    count == 1 ? "does" : "do",
                    subject.version()),
            subject.unversioned(),
            new MissingFact(
                "version of every live instance of " + component,
                subject.name(),
                "Let every instance of %s report its version.".formatted(component),
                MissingFact.Kind.HEARTBEAT));
  }
}
