package dev.changeover.explain.rules.retry;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Harm;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.MessageOfAction;
import dev.changeover.projection.action.Acceptance;
import dev.changeover.projection.environment.component.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A message that would strand, or be thrown away. */
public record NoLiveWorkerTakesItsMessage() implements SigningRule<MessageOfAction> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-17");
  }

  @Override
  public String title() {
    return "No live worker accepts the form of its message";
  }

  @Override
  public Class<MessageOfAction> judges() {
    return MessageOfAction.class;
  }

  @Override
  public Optional<Finding> judge(MessageOfAction subject) {
    return switch (subject.acceptance()) {
      case Acceptance.Refused(List<Presence> workers) ->
          blocked(
              subject,
              (workers.size() == 1
                      ? "the live worker on %s does not accept %s"
                      : "none of the %3$d live workers on %1$s accepts %2$s")
                  .formatted(subject.message().queue(), subject.form(), workers.size()),
              workers);
      case Acceptance.AllGone(List<Presence> workers) ->
          blocked(
              subject,
              "no worker is left on %s to take %s"
                  .formatted(subject.message().queue(), subject.form()),
              workers);
      case Acceptance.NobodyKnown _ when subject.message().unconsumed() ->
          blocked(
              subject,
              "no worker was ever seen on %s to take %s"
                  .formatted(subject.message().queue(), subject.form()),
              List.of());
      case Acceptance.NobodyKnown _,
          Acceptance.Accepted _,
          Acceptance.NotTold _,
          Acceptance.OnlySilent _ ->
          Optional.empty();
    };
  }

  private Optional<Finding> blocked(MessageOfAction subject, String why, List<Presence> workers) {
    List<CitedFact> facts = new ArrayList<>(subject.cite().facts(subject.told()));
    workers.forEach(each -> facts.add(subject.cite().presence(each, subject.facts().policy())));
    return blocks(
        subject,
        "A retry would strand: " + why + ".",
        facts,
        new Remedy(
            Remedy.Kind.DEPLOY,
            "Bring up a worker on %s that accepts %s, or convert the message to a form that is accepted."
                .formatted(subject.message().queue(), subject.form()),
            "worker.reported on %s that accepts %s"
                .formatted(subject.message().queue(), subject.form())),
        new Harm(Harm.Kind.MESSAGE, 1, List.of(subject.name())));
  }
}
