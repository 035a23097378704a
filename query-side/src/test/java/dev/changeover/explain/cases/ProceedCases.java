package dev.changeover.explain.cases;

import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.ActionRef;
import dev.changeover.event.Event;
import dev.changeover.event.Recorded;
import dev.changeover.explain.Asked;
import dev.changeover.explain.Verdict;
import dev.changeover.explain.proceed.ProceedFacts;
import dev.changeover.explain.proceed.ProceedJudgement;
import dev.changeover.explain.rules.RuleBook;
import dev.changeover.projection.action.ActionHistory;
import dev.changeover.projection.action.ActionRun;
import dev.changeover.projection.action.RunsAlike;
import dev.changeover.projection.action.RunsKnown;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.join.Join;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers golden cases about next steps. */
public final class ProceedCases {
  private ProceedCases() {}

  static Verdict answer(GoldenCase golden) {
    return answer(golden, golden.asked(), golden.known());
  }

  static Verdict answer(GoldenCase golden, Asked asked, Collection<Recorded<Event>> events) {
    return answer(
        golden.field("environment").orElseThrow(),
        golden.field("release").orElseThrow(),
        asked,
        events);
  }

  /** The verdict on these events alone. */
  public static Verdict answer(
      String environment, String release, Asked asked, Collection<Recorded<Event>> events) {
    return ProceedJudgement.judge(
        new ProceedFacts(
            release,
            EnvironmentFacts.fold(
                environment,
                new ArrayList<>(events),
                events.stream().mapToLong(Recorded::position).max().orElse(-1),
                asked.instant()),
            runs(environment, events),
            asked),
        RuleBook::judge);
  }

  private static RunsKnown runs(String environment, Collection<Recorded<Event>> events) {
    Map<ActionRef, ActionHistory> histories = new TreeMap<>();
    for (Recorded<Event> each : events) {
      if (each.event() instanceof OfAction event) {
        histories.merge(
            event.action(),
            new ActionHistory(environment, event.action(), List.of(Join.as(each, event))),
            (known, more) -> known.merge(more.facts()));
      }
    }
    long position = events.stream().mapToLong(Recorded::position).max().orElse(-1);
    return new RunsKnown(
        position, histories.values().stream().map(ActionRun::of).map(RunsAlike::of).toList());
  }
}
