package dev.changeover.explain.rules.retry;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.EffectToRepeat;
import dev.changeover.explain.retry.InboxStanding;
import java.util.Optional;

/** A message under another id, or one that was forgotten, is a new one. */
public record TheConsumerCannotRecogniseIt() implements SigningRule<EffectToRepeat> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-27");
  }

  @Override
  public String title() {
    return "The consumer cannot know the message again";
  }

  @Override
  public Class<EffectToRepeat> judges() {
    return EffectToRepeat.class;
  }

  @Override
  public Optional<Finding> judge(EffectToRepeat subject) {
    if (!subject.dependsOnInbox()) {
      return Optional.empty();
    }
    return switch (subject.inbox()) {
      case InboxStanding.IdChanged changed ->
          blocked(
              subject,
              "The message of step %s came on %s under different ids (%s), so that the consumer cannot know it again."
                  .formatted(
                      subject.step().name(),
                      changed.queue(),
                      String.join(", ", changed.messageIds())));
      case InboxStanding.Forgotten forgotten ->
          blocked(
              subject,
              "The inbox of step %s %s message %s at %s: it would do %s again."
                  .formatted(
                      subject.step().name(),
                      subject.asked().isBefore(forgotten.at()) ? "forgets" : "forgot",
                      forgotten.messageId(),
                      subject.say(forgotten.at()),
                      subject.effect().name()));
      case InboxStanding.None _, InboxStanding.Remembers _ -> Optional.empty();
    };
  }

  private Optional<Finding> blocked(EffectToRepeat subject, String message) {
    return blocks(
        subject,
        message,
        subject.evidenceWithMessages(),
        new Remedy(
            Remedy.Kind.RECONCILE,
            "Find out what became of %s, and have the inbox of step %s go by the business key instead of the message id."
                .formatted(subject.effect().name(), subject.step().name()),
            "effect.lookedup for " + subject.effect().name()));
  }
}
