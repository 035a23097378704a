package dev.changeover.explain.rules.retry;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.EffectToRepeat;
import dev.changeover.explain.retry.InboxStanding;
import java.util.List;
import java.util.Optional;

/** The same message again, within the memory of whoever took it. */
public record TheConsumerDropsWhatItTookBefore() implements SigningRule<EffectToRepeat> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-26");
  }

  @Override
  public String title() {
    return "The consumer remembers the message and drops it when it comes again";
  }

  @Override
  public Class<EffectToRepeat> judges() {
    return EffectToRepeat.class;
  }

  @Override
  public Optional<Finding> judge(EffectToRepeat subject) {
    if (!subject.atStake()
        || !subject.isDropped()
        || !(subject.inbox() instanceof InboxStanding.Remembers inbox)) {
      return Optional.empty();
    }
    String remembered =
        "Step %s remembers message %s until %s"
            .formatted(subject.step().name(), inbox.messageId(), subject.say(inbox.until()));
    if (!inbox.strangers().isEmpty()) {
      return unlessOfOneVersion(subject, inbox, remembered);
    }
    return inbox.redelivered()
        ? supports(
            subject,
            "%s and drops it when it comes again, as it did under the same id: %s happens once."
                .formatted(remembered, subject.effect().name()),
            subject.evidenceWithMessages())
        : requires(
            subject,
            "%s and drops it if it comes again under that id, which was not seen yet."
                .formatted(remembered),
            subject.evidenceWithMessages(),
            new Remedy(
                Remedy.Kind.CONFIGURE,
                "Deliver message %s on %s again under the same id; do not send a new one."
                    .formatted(inbox.messageId(), inbox.queue()),
                "message.published on %s with messageId %s"
                    .formatted(inbox.queue(), inbox.messageId())));
  }

  /** What one version noted another one need not look up. */
  private Optional<Finding> unlessOfOneVersion(
      EffectToRepeat subject, InboxStanding.Remembers inbox, String remembered) {
    List<String> tried =
        subject.step().attempts().stream()
            .flatMap(each -> each.version().stream())
            .distinct()
            .sorted()
            .toList();
    return tried.size() > 1
        ? unlessOneInboxServesAll(subject, remembered, String.join(" and ", tried))
        : unlessTakenByAnother(subject, inbox, remembered, String.join(", ", tried));
  }

  /** Only the version that did it noted it, and which that was nobody knows. */
  private Optional<Finding> unlessOneInboxServesAll(
      EffectToRepeat subject, String remembered, String tried) {
    return requires(
        subject,
        "%s, but versions %s tried it, and what one notes another need not look up."
            .formatted(remembered, tried),
        subject.evidenceWithMessages(),
        new Remedy(
            Remedy.Kind.CONFIGURE,
            "Make sure that versions %s go by one inbox, or look up %s."
                .formatted(tried, subject.effect().name()),
            "effect.lookedup of %s tells".formatted(subject.effect().name())));
  }

  private Optional<Finding> unlessTakenByAnother(
      EffectToRepeat subject, InboxStanding.Remembers inbox, String remembered, String tried) {
    return requires(
        subject,
        "%s, but version %s may take it too and was never seen to go by that inbox."
            .formatted(remembered, String.join(", ", inbox.strangers())),
        subject.evidenceWithMessages(),
        new Remedy(
            Remedy.Kind.CONFIGURE,
            "Let only version %s take from %s, and deliver message %s again under the same id."
                .formatted(tried, inbox.queue(), inbox.messageId()),
            "no live worker of version %s on %s"
                .formatted(String.join(", ", inbox.strangers()), inbox.queue())));
  }
}
