package dev.changeover.explain.cases;

import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.ActionRef;
import dev.changeover.event.Event;
import dev.changeover.event.Recorded;
import dev.changeover.explain.Asked;
import dev.changeover.explain.Verdict;
import dev.changeover.explain.action.ActionExplanation;
import dev.changeover.explain.retry.RetryFacts;
import dev.changeover.explain.retry.RetryJudgement;
import dev.changeover.explain.rules.RuleBook;
import dev.changeover.projection.action.Action;
import dev.changeover.projection.action.ActionAt;
import dev.changeover.projection.action.ActionHistory;
import dev.changeover.projection.action.NewerAction;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.join.Join;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers {@code {"question":"RETRY","environment":…,"action":"type/id","fromStep":…}}. */
public final class RetryCases {

  private RetryCases() {}

  static Verdict verdict(GoldenCase golden) {
    RetryFacts facts = facts(golden);
    Approved.check(golden, ActionExplanation.of(facts.at()));
    return RetryJudgement.judge(facts, RuleBook::judge);
  }

  static RetryFacts facts(GoldenCase golden) {
    String environment = golden.field("environment").orElseThrow();
    ActionRef ref = ActionRef.parse(golden.field("action").orElseThrow());
    ActionAt at = at(environment, ref, golden.known(), golden.asked());
    long knownTo =
        golden.field("environmentKnownTo").map(Long::valueOf).orElse(golden.asked().position());
    return new RetryFacts(golden.asked(), at, knownTo, golden.field("fromStep"));
  }

  /** The verdict on these events alone, with nothing of them left to come. */
  public static Verdict verdict(
      String environment,
      ActionRef ref,
      Optional<String> fromStep,
      Asked asked,
      List<Recorded<Event>> known) {
    RetryFacts facts =
        new RetryFacts(asked, at(environment, ref, known, asked), asked.position(), fromStep);
    return RetryJudgement.judge(facts, RuleBook::judge);
  }

  private static ActionAt at(
      String environment, ActionRef ref, List<Recorded<Event>> known, Asked asked) {
    EnvironmentFacts facts =
        EnvironmentFacts.fold(environment, new ArrayList<>(known), asked.position());
    Map<ActionRef, List<Recorded<OfAction>>> byAction = new LinkedHashMap<>();
    for (Recorded<?> each : known) {
      if (environment.equals(each.environment()) && each.event() instanceof OfAction event) {
        byAction.computeIfAbsent(event.action(), _ -> new ArrayList<>()).add(Join.as(each, event));
      }
    }
    List<Action> actions =
        byAction.entrySet().stream()
            .map(each -> action(facts, each.getKey(), each.getValue()))
            .toList();
    Action action = action(facts, ref, byAction.getOrDefault(ref, List.of()));
    return new ActionAt(action, facts, asked.instant(), NewerAction.than(action, actions));
  }

  private static Action action(
      EnvironmentFacts facts, ActionRef ref, List<Recorded<OfAction>> events) {
    return new ActionHistory(facts.environment(), ref, events).action(facts);
  }
}
