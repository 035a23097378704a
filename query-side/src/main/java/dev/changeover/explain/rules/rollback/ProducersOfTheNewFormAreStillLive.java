package dev.changeover.explain.rules.rollback;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.environment.Producer;
import dev.changeover.explain.rollback.QueueToDrain;
import java.util.Optional;
import java.util.stream.Collectors;

/** A drained queue fills again while somebody produces for it. */
public record ProducersOfTheNewFormAreStillLive() implements SigningRule<QueueToDrain> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-12");
  }

  @Override
  public String title() {
    return "Something that is live makes a form that the target does not take";
  }

  @Override
  public Class<QueueToDrain> judges() {
    return QueueToDrain.class;
  }

  @Override
  public Optional<Finding> judge(QueueToDrain subject) {
    if (subject.producers().isEmpty()) {
      return Optional.empty();
    }
    String who =
        subject.producers().stream()
            .map(each -> each.version() + " makes " + each.form())
            .distinct()
            .collect(Collectors.joining(", "));
    return requires(
        subject,
        "%s, which %s does not accept; it would go on filling %s."
            .formatted(who, subject.target(), subject.queue()),
        subject.producers().stream().map(Producer::fact).distinct().toList(),
        new Remedy(
            Remedy.Kind.CONFIGURE,
            "Send nothing new to %s first. Once nothing is in flight on it, stop it or take it back; then look at %s again."
                .formatted(versions(subject), subject.queue()),
            "no instance of it is live, and queue.observed of %s counts none of the form"
                .formatted(subject.queue())));
  }

  private static String versions(QueueToDrain subject) {
    return subject.producers().stream()
        .map(each -> each.version().toString())
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
