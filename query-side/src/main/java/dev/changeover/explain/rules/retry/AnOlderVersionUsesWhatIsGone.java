package dev.changeover.explain.rules.retry;

import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.ActionUnderRetry;
import dev.changeover.explain.retry.OlderUse;
import dev.changeover.projection.environment.component.Presence;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The last declaration does without what is gone; a version that may run the retry may not. */
public record AnOlderVersionUsesWhatIsGone() implements SigningRule<ActionUnderRetry> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-19");
  }

  @Override
  public String title() {
    return "A version that may run it uses what was removed";
  }

  @Override
  public Class<ActionUnderRetry> judges() {
    return ActionUnderRetry.class;
  }

  @Override
  public Optional<Finding> judge(ActionUnderRetry subject) {
    List<OlderUse> uses = subject.olderUsesThatAreGone();
    return uses.isEmpty()
        ? Optional.empty()
        : blocks(
            subject,
            uses.stream()
                .map(use -> said(subject, use))
                .collect(Collectors.joining("; step ", "Step ", ".")),
            cited(subject, uses),
            remedy(uses));
  }

  private static String said(ActionUnderRetry subject, OlderUse use) {
    return "%s, in an older version that may run it, uses %s, which was removed at %s"
        .formatted(
            String.join(", ", use.steps()),
            use.path().path(),
            subject.say(Objects.requireNonNull(use.path().removed()).effectiveAt()));
  }

  private static List<CitedFact> cited(ActionUnderRetry subject, List<OlderUse> uses) {
    Stream<Recorded<?>> told =
        uses.stream()
            .flatMap(
                use ->
                    Stream.of(
                            Stream.<Recorded<?>>ofNullable(use.path().removed()),
                            use.declarations().stream(),
                            use.unnamed().stream())
                        .flatMap(each -> each));
    return Stream.concat(
            subject.cite().facts(told.toList()).stream(),
            instances(uses).map(each -> subject.cite().presence(each, subject.facts().policy())))
        .distinct()
        .toList();
  }

  private static Stream<Presence> instances(List<OlderUse> uses) {
    return uses.stream().flatMap(use -> use.instances().stream()).distinct();
  }

  /** A new declaration alone changes nothing: the older version has to go. */
  private static Remedy remedy(List<OlderUse> uses) {
    String paths = uses.stream().map(use -> use.path().path()).collect(Collectors.joining(", "));
    String old =
        instances(uses)
            .map(AnOlderVersionUsesWhatIsGone::spoken)
            .distinct()
            .collect(Collectors.joining(", "));
    if (!uses.getFirst().allNamed()) {
      return new Remedy(
          Remedy.Kind.DEPLOY,
          "Bring %s back, then retry.".formatted(paths),
          "path.introduced for " + paths);
    }
    String change =
        old.isEmpty()
            ? "Let one version that does without %s be all that is there".formatted(paths)
            : "Replace %s by a version that does without %s".formatted(old, paths);
    return new Remedy(
        Remedy.Kind.DEPLOY,
        change + ", or bring that back.",
        "component.observed of that version, and of no other; or path.introduced for " + paths);
  }

  /** E.g. {@code pricing 1.0.0}. */
  private static String spoken(Presence presence) {
    return presence.component()
        + " "
        + (presence.version() == null ? "(version not told)" : presence.version());
  }
}
