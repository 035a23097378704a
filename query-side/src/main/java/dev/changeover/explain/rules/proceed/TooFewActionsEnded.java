package dev.changeover.explain.rules.proceed;

import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.SpokenTime;
import dev.changeover.explain.proceed.CompletionHealth;
import dev.changeover.explain.proceed.CompletionHealth.Standing;
import dev.changeover.explain.proceed.KeyAction;
import dev.changeover.projection.completion.Completion;
import java.util.Optional;

/** A handful of lucky actions proves nothing. */
public record TooFewActionsEnded() implements SigningRule<KeyAction> {
  private static final String BEFORE =
      "Send action.finished of earlier ones whose end was not told, or lower sampleFloor in the policy.";

  @Override
  public RuleId id() {
    return new RuleId("PROCEED-02");
  }

  @Override
  public String title() {
    return "A comparison needs enough ended actions";
  }

  @Override
  public Class<KeyAction> judges() {
    return KeyAction.class;
  }

  @Override
  public Optional<Finding> judge(KeyAction subject) {
    return subject
        .health()
        .filter(each -> each.standing() == Standing.TOO_FEW)
        .flatMap(each -> judge(subject, each));
  }

  private Optional<Finding> judge(KeyAction subject, CompletionHealth health) {
    Completion before = health.baseline().withoutStuck();
    return undetermined(
        subject,
        "Too few to compare: of %s %s, of %s %s, and it needs %d of each."
            .formatted(
                health.label(),
                counted(health.current()),
                health.labelBefore(),
                counted(before),
                subject.floor()),
        health.facts(),
        missing(subject, health, subject.floor() - before.judged()));
  }

  private static MissingFact missing(KeyAction subject, CompletionHealth health, long before) {
    long since = subject.floor() - health.current().judged();
    if (since <= 0) {
      return new MissingFact(
          "%d more ended actions: %s".formatted(before, health.labelBefore()),
          subject.name(),
          "No waiting on %s %s fills that. %s".formatted(health.component(), health.to(), BEFORE),
          MissingFact.Kind.DECLARATION);
    }
    String also = before <= 0 ? "" : "; %d more: %s".formatted(before, health.labelBefore());
    String wait =
        subject.untilEnough().map(each -> ", about " + SpokenTime.length(each)).orElse("");
    return new MissingFact(
        "%d more ended actions: %s%s".formatted(since, health.label(), also),
        subject.name(),
        "Wait for %d more on %s %s%s, or send synthetic ones.%s"
            .formatted(
                since,
                health.component(),
                health.to(),
                wait,
                before <= 0 ? "" : " For those before: " + BEFORE),
        MissingFact.Kind.SYNTHETIC_FLOW);
  }

  /** What hangs counts against the new version, and not as an end. */
  private static String counted(Completion completion) {
    long ended = completion.judged() - completion.stuck();
    return completion.stuck() == 0
        ? "%d have ended".formatted(ended)
        : "%d have ended and %d are stuck".formatted(ended, completion.stuck());
  }
}
