package dev.changeover.explain.rules.retry;

import dev.changeover.event.PathEvent.PathRemoved;
import dev.changeover.event.Recorded;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.ActionUnderRetry;
import dev.changeover.projection.environment.dependant.PathFacts;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A column, table, topic or path that was contracted cannot be read or written. */
public record ItUsesWhatIsGone() implements SigningRule<ActionUnderRetry> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-19");
  }

  @Override
  public String title() {
    return "A step uses what was removed";
  }

  @Override
  public Class<ActionUnderRetry> judges() {
    return ActionUnderRetry.class;
  }

  @Override
  public Optional<Finding> judge(ActionUnderRetry subject) {
    List<PathFacts> gone = subject.usesThatAreGone();
    if (gone.isEmpty()) {
      return Optional.empty();
    }
    String what =
        gone.stream()
            .map(path -> said(subject, path, Objects.requireNonNull(path.removed())))
            .collect(Collectors.joining("; step "));
    Stream<Recorded<?>> removals =
        gone.stream().map(path -> Objects.requireNonNull(path.removed()));
    String paths = gone.stream().map(PathFacts::path).collect(Collectors.joining(", "));
    return blocks(
        subject,
        "Step " + what + ".",
        subject
            .cite()
            .facts(Stream.concat(removals, subject.facts().action().declared().stream()).toList()),
        new Remedy(
            Remedy.Kind.DEPLOY,
            "Map the step to the new form, or bring %s back.".formatted(paths),
            "actiontype.declared with uses that are there, or path.introduced for " + paths));
  }

  private static String said(
      ActionUnderRetry subject, PathFacts path, Recorded<PathRemoved> removed) {
    return "%s uses %s, which was removed at %s"
        .formatted(
            String.join(", ", subject.stepsThatUse(path)),
            path.path(),
            subject.say(removed.effectiveAt()));
  }
}
