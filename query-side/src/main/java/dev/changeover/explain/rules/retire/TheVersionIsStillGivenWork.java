package dev.changeover.explain.rules.retire;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retire.VersionInUse;
import java.util.Optional;

/** A version that takes work is in use, whatever else is live. */
public record TheVersionIsStillGivenWork() implements SigningRule<VersionInUse> {
  @Override
  public RuleId id() {
    return new RuleId("RETIRE-01");
  }

  @Override
  public String title() {
    return "The version is still given work";
  }

  @Override
  public Class<VersionInUse> judges() {
    return VersionInUse.class;
  }

  @Override
  public Optional<Finding> judge(VersionInUse subject) {
    if (subject.working().isEmpty()) {
      return Optional.empty();
    }
    int count = subject.working().size();
    String message =
        "%d live %s of %s %s new work"
            .formatted(
                count,
                count == 1 ? "instance" : "instances",
                subject.version(),
                count == 1 ? "takes" : "take");
    return subject.others().isEmpty()
        ? blocks(
            subject,
            message + ", and nothing else of %s does.".formatted(subject.version().component()),
            subject.working(),
            new Remedy(
                Remedy.Kind.DEPLOY,
                "Bring another version of %s up first.".formatted(subject.version().component()),
                "an instance of another version takes new work"))
        : requires(
            subject,
            message + ".",
            subject.working(),
            new Remedy(
                Remedy.Kind.DRAIN,
                "Give %s no new work, let it end what it has, and keep it for the time of grace."
                    .formatted(subject.version()),
                "its workers report DRAINING or have stopped"));
  }
}
