package dev.changeover.explain.cases;

import dev.changeover.event.Event;
import dev.changeover.event.Recorded;
import dev.changeover.explain.Asked;
import dev.changeover.explain.Verdict;
import dev.changeover.explain.rollback.ActionsKnown;
import dev.changeover.explain.rollback.RollbackFacts;
import dev.changeover.explain.rollback.RollbackJudgement;
import dev.changeover.explain.rollback.RollbackQuestion;
import dev.changeover.explain.rules.RuleBook;
import dev.changeover.projection.environment.EnvironmentFacts;
import java.util.ArrayList;
import java.util.Collection;

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
            EnvironmentFacts.fold(
                question.environment(),
                new ArrayList<>(events),
                events.stream().mapToLong(Recorded::position).max().orElse(-1),
                asked.instant()),
            actions(events),
            asked),
        RuleBook::judge);
  }

  static ActionsKnown actions(Collection<Recorded<Event>> events) {
    return ActionsKnown.of(
        events.stream().mapToLong(Recorded::position).max().orElse(-1), new ArrayList<>(events));
  }
}
