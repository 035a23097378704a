package dev.changeover.explain.cases;

import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.ActionRef;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.Event;
import dev.changeover.event.Recorded;
import dev.changeover.explain.Asked;
import dev.changeover.explain.Verdict;
import dev.changeover.explain.retire.ActionsOfVersion;
import dev.changeover.explain.retire.RetireFacts;
import dev.changeover.explain.retire.RetireJudgement;
import dev.changeover.explain.retire.RetireQuestion;
import dev.changeover.explain.retire.Retired;
import dev.changeover.explain.retire.Retired.OldFlag;
import dev.changeover.explain.retire.Retired.OldForm;
import dev.changeover.explain.retire.Retired.OldPath;
import dev.changeover.explain.retire.Retired.OldVersion;
import dev.changeover.explain.rules.RuleBook;
import dev.changeover.projection.action.Action;
import dev.changeover.projection.action.ActionHistory;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.join.Join;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Answers questions about retiring something from events alone, without a database. */
public final class RetireCases {
  private RetireCases() {}

  static Verdict answer(GoldenCase golden) {
    return answer(question(golden), golden.asked(), golden.known());
  }

  static RetireQuestion question(GoldenCase golden) {
    Retired retired =
        golden
            .field("component")
            .<Retired>map(each -> new OldVersion(version(golden, each)))
            .or(() -> golden.field("path").map(OldPath::new))
            .or(() -> golden.field("flag").map(OldFlag::new))
            .or(() -> golden.field("schema").map(each -> new OldForm(each, Optional.empty())))
            .orElseThrow();
    return new RetireQuestion(golden.field("environment").orElseThrow(), retired);
  }

  private static ComponentVersion version(GoldenCase golden, String component) {
    return new ComponentVersion(component, golden.field("version").orElseThrow());
  }

  /** The verdict on these events alone. */
  public static Verdict answer(
      RetireQuestion question, Asked asked, Collection<Recorded<Event>> events) {
    return RetireJudgement.judge(
        new RetireFacts(
            question,
            EnvironmentFacts.fold(
                question.environment(),
                new ArrayList<>(events),
                events.stream().mapToLong(Recorded::position).max().orElse(-1),
                asked.instant()),
            actions(question.environment(), events),
            asked),
        RuleBook::judge);
  }

  static ActionsOfVersion actions(String environment, Collection<Recorded<Event>> events) {
    Map<ActionRef, ActionHistory> histories = new TreeMap<>();
    for (Recorded<Event> each : events) {
      if (each.event() instanceof OfAction event) {
        histories.merge(
            event.action(),
            new ActionHistory(environment, event.action(), List.of(Join.as(each, event))),
            (known, more) -> known.merge(more.facts()));
      }
    }
    List<Action> actions =
        histories.values().stream()
            .map(history -> history.action(Optional.<Recorded<ActionTypeDeclared>>empty()))
            .toList();
    long position = events.stream().mapToLong(Recorded::position).max().orElse(-1);
    return new ActionsOfVersion(position, actions);
  }
}
