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

/** Some workers of the queue take the form, and others may throw it away. */
public record LuckDecidesWhichWorkerTakesIt() implements SigningRule<MessageOfAction> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-18");
  }

  @Override
  public String title() {
    return "Some live workers of its queue take its message, and others may lose it";
  }

  @Override
  public Class<MessageOfAction> judges() {
    return MessageOfAction.class;
  }

  @Override
  public Optional<Finding> judge(MessageOfAction subject) {
    List<Presence> refusers = subject.refusers();
    return switch (subject.acceptance()) {
      case Acceptance.Accepted _, Acceptance.NotTold _ when !refusers.isEmpty() ->
          blocked(subject, refusers);
      case Acceptance.Accepted _,
          Acceptance.NotTold _,
          Acceptance.Refused _,
          Acceptance.OnlySilent _,
          Acceptance.AllGone _,
          Acceptance.NobodyKnown _ ->
          Optional.empty();
    };
  }

  private Optional<Finding> blocked(MessageOfAction subject, List<Presence> refusers) {
    List<CitedFact> facts = new ArrayList<>(subject.cite().facts(subject.told()));
    refusers.forEach(each -> facts.add(subject.cite().heartbeat(each, subject.facts().policy())));
    String queue = subject.message().queue();
    boolean one = refusers.size() == 1;
    return blocks(
        subject,
        "%s on %s %s not accept %s and %s not known to give it back; luck decides who takes it."
            .formatted(
                one ? "A live worker" : refusers.size() + " live workers",
                queue,
                one ? "does" : "do",
                subject.form(),
                one ? "is" : "are"),
        facts,
        new Remedy(
            Remedy.Kind.CONFIGURE,
            "Keep %s to workers that accept %s, or have the others give back or park what they do not know."
                .formatted(queue, subject.form()),
            "worker.reported with onUnknown NACK or PARK, or with %s among accepts, from every worker on %s"
                .formatted(subject.form(), queue)),
        new Harm(Harm.Kind.MESSAGE, 1, List.of(subject.name())));
  }
}
