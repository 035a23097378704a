package dev.changeover.explain.rules.retry;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.MessageOfAction;
import dev.changeover.projection.action.Acceptance;
import dev.changeover.projection.environment.component.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Workers that fell silent, or that do not tell which forms they accept. */
public record TheWorkersOfItsQueueAreSilent() implements SigningRule<MessageOfAction> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-34");
  }

  @Override
  public String title() {
    return "Who would take its message is not known";
  }

  @Override
  public Class<MessageOfAction> judges() {
    return MessageOfAction.class;
  }

  @Override
  public Optional<Finding> judge(MessageOfAction subject) {
    String queue = subject.message().queue();
    return switch (subject.acceptance()) {
      case Acceptance.OnlySilent(List<Presence> workers) ->
          unknown(
              subject,
              workers,
              "the workers on %s %s".formatted(queue, whatTheyDo(workers, subject)));
      case Acceptance.NotTold(List<Presence> workers)
          when workers.stream().noneMatch(subject::tookItBefore) ->
          unknown(
              subject,
              workers,
              "the workers on %s do not tell which forms they accept".formatted(queue));
      case Acceptance.Accepted _ when !subject.undecided().isEmpty() ->
          unknown(
              subject,
              subject.undecided(),
              "some workers on %s do not tell which forms they accept".formatted(queue));
      case Acceptance.Accepted _, Acceptance.NotTold _ when !subject.silentRefusers().isEmpty() ->
          unknown(
              subject,
              subject.silentRefusers(),
              "workers on %s that do not accept it are silent and may still run".formatted(queue));
      case Acceptance.NotTold _,
          Acceptance.Accepted _,
          Acceptance.Refused _,
          Acceptance.AllGone _,
          Acceptance.NobodyKnown _ ->
          Optional.empty();
    };
  }

  /** A worker that is about to stop takes no more work, and says so while it can be heard. */
  private static String whatTheyDo(List<Presence> workers, MessageOfAction subject) {
    List<Presence> heard =
        workers.stream()
            .filter(each -> each.reportFreshAt(subject.asked(), subject.facts().policy()))
            .toList();
    return heard.isEmpty()
        ? "are silent"
        : heard.size() == workers.size() ? "are about to stop" : "are silent or about to stop";
  }

  private Optional<Finding> unknown(MessageOfAction subject, List<Presence> workers, String why) {
    List<CitedFact> facts = new ArrayList<>(subject.cite().facts(subject.told()));
    workers.forEach(each -> facts.add(subject.cite().heartbeat(each, subject.facts().policy())));
    return undetermined(
        subject,
        "Whether a worker would take %s is not known: %s.".formatted(subject.form(), why),
        facts,
        new MissingFact(
            "who accepts %s on %s".formatted(subject.form(), subject.message().queue()),
            subject.message().queue(),
            "Get a fresh worker.reported with accepts from the workers on %s."
                .formatted(subject.message().queue()),
            MissingFact.Kind.HEARTBEAT));
  }
}
