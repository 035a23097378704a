package dev.changeover.explain.cases;

import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.ActionRef;
import dev.changeover.event.Event;
import dev.changeover.event.Recorded;
import dev.changeover.explain.Asked;
import dev.changeover.explain.Verdict;
import dev.changeover.explain.rollback.ActionsKnown;
import dev.changeover.explain.rollback.RollbackFacts;
import dev.changeover.explain.rollback.RollbackJudgement;
import dev.changeover.explain.rollback.RollbackQuestion;
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

/** Answers questions about rollbacks from events alone, without a database. */
public final class RollbackCases {
  private RollbackCases() {}

  static Verdict answer(GoldenCase golden) {
    return answer(question(golden), golden.asked(), golden.known());
  }

  static RollbackQuestion question(GoldenCase golden) {
    return new RollbackQuestion(
        golden.field("environment").orElseThrow(),
        golden.field("release"),
        golden.field("to"),
        golden.field("component"));
  }

  /** The verdict on these events alone. */
  public static Verdict answer(
      RollbackQuestion question, Asked asked, Collection<Recorded<Event>> events) {
    return RollbackJudgement.judge(
        new RollbackFacts(
            question,
            EnvironmentFacts.fold(question.environment(), new ArrayList<>(events)),
            actions(question.environment(), events),
            asked),
        RuleBook::judge);
  }

  static ActionsKnown actions(String environment, Collection<Recorded<Event>> events) {
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
    return new ActionsKnown(position, actions);
  }
}
