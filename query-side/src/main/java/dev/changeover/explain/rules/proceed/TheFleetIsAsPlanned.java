package dev.changeover.explain.rules.proceed;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.proceed.Fleet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One instance that was left behind does the old thing, unseen. */
public record TheFleetIsAsPlanned() implements SigningRule<Fleet> {
  /** A sentence names so many; the facts name all. */
  private static final int NAMED = 3;

  @Override
  public RuleId id() {
    return new RuleId("PROCEED-13");
  }

  @Override
  public String title() {
    return "The instances must be as planned";
  }

  @Override
  public Class<Fleet> judges() {
    return Fleet.class;
  }

  @Override
  public Optional<Finding> judge(Fleet subject) {
    if (!subject.strays().isEmpty()) {
      return blocks(
          subject,
          "%d of %d instances of %s %s not as planned (%s): %s."
              .formatted(
                  subject.strays().size(),
                  subject.fresh().size(),
                  subject.component(),
                  subject.strays().size() == 1 ? "is" : "are",
                  subject.expected().isEmpty() ? "none" : subject.expectedVersions(),
                  which(subject.strays())),
          subject.strays(),
          new Remedy(
              Remedy.Kind.DEPLOY,
              "Bring them to the planned version, or stop them.",
              "none is left"));
    }
    if (subject.atTarget() < subject.wanted()) {
      return blocks(
          subject,
          "%d of %d instances of %s are at the new version."
              .formatted(subject.atTarget(), subject.wanted(), subject.component()),
          subject.fresh(),
          new Remedy(
              Remedy.Kind.SCALE,
              "Bring up the others, or find out what became of them.",
              "all report"));
    }
    return subject.fresh().isEmpty()
        ? supports(
            subject,
            "No instance of %s is there, as planned.".formatted(subject.component()),
            List.of(subject.plan()))
        : supports(
            subject,
            "%d %s of %s %s at %s, as planned."
                .formatted(
                    subject.fresh().size(),
                    subject.fresh().size() == 1 ? "instance" : "instances",
                    subject.component(),
                    subject.fresh().size() == 1 ? "is" : "are",
                    subject.expectedVersions()),
            subject.fresh());
  }

  private static String which(List<CitedFact> strays) {
    String first =
        strays.stream()
            .limit(NAMED)
            .map(each -> "%s is %s".formatted(each.name(), each.value()))
            .collect(Collectors.joining("; "));
    return strays.size() <= NAMED
        ? first
        : first + "; and %d more".formatted(strays.size() - NAMED);
  }
}
