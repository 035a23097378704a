package dev.changeover.explain.rules.retry;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Harm;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.MessageOfAction;
import java.util.List;
import java.util.Optional;

/** The waiting message will run the action; a retry makes a twin. */
public record ItsMessageStillWaits() implements SigningRule<MessageOfAction> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-33");
  }

  @Override
  public String title() {
    return "A message of the action still waits";
  }

  @Override
  public Class<MessageOfAction> judges() {
    return MessageOfAction.class;
  }

  @Override
  public Optional<Finding> judge(MessageOfAction subject) {
    if (!subject.message().unconsumed()) {
      return Optional.empty();
    }
    return blocks(
        subject,
        "%s (%s) is sent and nobody has told of taking it; a retry would make a twin."
            .formatted(capital(subject.name()), subject.form()),
        subject.cite().facts(subject.told()),
        new Remedy(
            Remedy.Kind.DRAIN,
            "Let the message on %s be taken, or remove it first."
                .formatted(subject.message().queue()),
            "message.consumed for " + subject.name()),
        new Harm(Harm.Kind.MESSAGE, 1, List.of(subject.name())));
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
