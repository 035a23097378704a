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
import java.util.Objects;
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
    return switch (subject.acceptance()) {
      case Acceptance.OnlySilent(List<Presence> workers) ->
          unknown(
              subject,
              workers,
              "the workers on %s are silent".formatted(subject.message().queue()));
      case Acceptance.NotTold(List<Presence> workers) when !takenBefore(subject, workers) ->
          unknown(
              subject,
              workers,
              "the workers on %s do not tell which forms they accept"
                  .formatted(subject.message().queue()));
      case Acceptance.NotTold _,
          Acceptance.Accepted _,
          Acceptance.Refused _,
          Acceptance.AllGone _,
          Acceptance.NobodyKnown _ ->
          Optional.empty();
    };
  }

  /** A worker of a version that took such a message before will take it again. */
  private static boolean takenBefore(MessageOfAction subject, List<Presence> workers) {
    return subject.message().consumed().stream()
        .anyMatch(
            taking ->
                workers.stream()
                    .anyMatch(
                        worker ->
                            worker.component().equals(taking.event().component())
                                && Objects.equals(worker.version(), taking.event().version())));
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
            "get a fresh worker.reported with accepts from the workers on "
                + subject.message().queue(),
            MissingFact.Kind.HEARTBEAT));
  }
}
