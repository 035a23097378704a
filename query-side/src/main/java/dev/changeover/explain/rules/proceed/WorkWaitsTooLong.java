package dev.changeover.explain.rules.proceed;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Harm;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.SpokenTime;
import dev.changeover.explain.proceed.QueueAge;
import java.util.List;
import java.util.Optional;

/** A queue whose oldest message grows old takes in more than it gives out. */
public record WorkWaitsTooLong() implements SigningRule<QueueAge> {
  @Override
  public RuleId id() {
    return new RuleId("PROCEED-05");
  }

  @Override
  public String title() {
    return "The oldest message must not wait too long";
  }

  @Override
  public Class<QueueAge> judges() {
    return QueueAge.class;
  }

  @Override
  public Optional<Finding> judge(QueueAge subject) {
    if (subject.depth() == 0) {
      return supports(
          subject, "Nothing waits in %s.".formatted(subject.queue()), List.of(subject.fact()));
    }
    return subject
        .oldest()
        .map(
            oldest ->
                oldest.compareTo(subject.limit()) > 0
                    ? blocks(
                        subject,
                        "The oldest of %d messages in %s has waited %s; the policy allows %s."
                            .formatted(
                                subject.depth(),
                                subject.queue(),
                                SpokenTime.length(oldest),
                                SpokenTime.length(subject.limit())),
                        List.of(subject.fact()),
                        new Remedy(
                            Remedy.Kind.SCALE,
                            "Find out why the workers do not keep up; scale or repair them.",
                            "the oldest message is younger than that"),
                        new Harm(Harm.Kind.MESSAGE, subject.depth(), List.of()))
                    : supports(
                        subject,
                        "The oldest of %d messages in %s has waited %s."
                            .formatted(subject.depth(), subject.queue(), SpokenTime.length(oldest)),
                        List.of(subject.fact())))
        .orElseGet(
            () ->
                undetermined(
                    subject,
                    "%d messages wait in %s, for how long is not told."
                        .formatted(subject.depth(), subject.queue()),
                    List.of(subject.fact()),
                    new MissingFact(
                        "age of the oldest message in " + subject.queue(),
                        subject.name(),
                        "Send queue.observed of %s with oldestAge.".formatted(subject.queue()),
                        MissingFact.Kind.QUEUE_PEEK)));
  }
}
