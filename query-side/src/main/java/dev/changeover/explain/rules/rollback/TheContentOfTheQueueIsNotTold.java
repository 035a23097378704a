package dev.changeover.explain.rules.rollback;

import dev.changeover.event.MessageForm;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.environment.QueueContent;
import dev.changeover.explain.rollback.QueueToDrain;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A depth alone does not say who can take the messages. */
public record TheContentOfTheQueueIsNotTold() implements SigningRule<QueueToDrain> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-31");
  }

  @Override
  public String title() {
    return "What waits in a queue, or whether the target takes it, is not known";
  }

  @Override
  public Class<QueueToDrain> judges() {
    return QueueToDrain.class;
  }

  @Override
  public Optional<Finding> judge(QueueToDrain subject) {
    Optional<QueueContent> fresh = subject.fresh();
    return fresh.isEmpty()
        ? contentUnknown(subject, neverOrTooLongAgo(subject))
        : content(subject, fresh.get()).or(() -> acceptance(subject)).or(() -> producers(subject));
  }

  private static String neverOrTooLongAgo(QueueToDrain subject) {
    return subject
        .snapshot()
        .map(
            last ->
                "what waits in %s was last told at %s, which is too long ago"
                    .formatted(subject.queue(), last.fact().spokenMoment()))
        .orElseGet(() -> "nobody has told what waits in " + subject.queue());
  }

  private Optional<Finding> content(QueueToDrain subject, QueueContent now) {
    if (now.untold() > 0) {
      return contentUnknown(
          subject,
          "%d of %d waiting messages in %s are of a form that nobody told"
              .formatted(now.untold(), now.depth(), subject.queue()));
    }
    List<MessageForm> since = subject.foreignSince(now);
    if (!since.isEmpty()) {
      return contentUnknown(
          subject,
          "%s was put into %s after its content was counted"
              .formatted(names(since), subject.queue()));
    }
    return subject.tellsAll(now)
        ? Optional.empty()
        : contentUnknown(
            subject,
            "%d delayed or dead messages of %s are of a form that nobody told"
                .formatted(now.aside(), subject.queue()));
  }

  private Optional<Finding> contentUnknown(QueueToDrain subject, String why) {
    return undetermined(
        subject,
        "It is not known whether %s takes all that waits: %s.".formatted(subject.target(), why),
        evidence(subject),
        new MissingFact(
            "content of queue %s by message form".formatted(subject.queue()),
            subject.name(),
            "Look into %s and send queue.observed with bySchema.".formatted(subject.queue()),
            MissingFact.Kind.QUEUE_PEEK));
  }

  private Optional<Finding> acceptance(QueueToDrain subject) {
    List<MessageForm> unknown =
        subject.forms().keySet().stream().filter(form -> subject.accepts(form).isEmpty()).toList();
    return unknown.isEmpty()
        ? Optional.empty()
        : undetermined(
            subject,
            "Nobody has told whether %s takes %s.".formatted(subject.target(), names(unknown)),
            evidence(subject),
            new MissingFact(
                "message forms that %s accepts".formatted(subject.target()),
                subject.name(),
                "Let a worker of %s report what it accepts, or say it under messages in the plan."
                    .formatted(subject.target()),
                MissingFact.Kind.HEARTBEAT));
  }

  private Optional<Finding> producers(QueueToDrain subject) {
    return subject.unknownProducers().isEmpty()
        ? Optional.empty()
        : undetermined(
            subject,
            "%s does not take %s, and nobody has told who makes it."
                .formatted(subject.target(), names(List.copyOf(subject.unknownProducers()))),
            evidence(subject),
            new MissingFact(
                "producers of %s".formatted(names(List.copyOf(subject.unknownProducers()))),
                subject.name(),
                "Say under messages in the plan who produces it.",
                MissingFact.Kind.DECLARATION));
  }

  private static String names(List<MessageForm> forms) {
    return String.join(", ", forms.stream().map(MessageForm::toString).toList());
  }

  private static List<CitedFact> evidence(QueueToDrain subject) {
    return Stream.concat(
            subject.snapshot().stream().map(QueueContent::fact), subject.whoSays().stream())
        .toList();
  }
}
