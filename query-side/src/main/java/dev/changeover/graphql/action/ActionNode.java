package dev.changeover.graphql.action;

import dev.changeover.event.ComponentVersion;
import dev.changeover.explain.Explanation;
import dev.changeover.explain.Verdict;
import dev.changeover.explain.action.ActionExplanation;
import dev.changeover.explain.retry.RetryFacts;
import dev.changeover.explain.retry.RetryJudgement;
import dev.changeover.explain.rules.RuleBook;
import dev.changeover.graphql.asof.Point;
import dev.changeover.graphql.environment.EnvironmentNode;
import dev.changeover.projection.action.Action;
import dev.changeover.projection.action.ActionAt;
import dev.changeover.projection.action.ActionState;
import dev.changeover.projection.action.StateSince;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An action at a point, among all that is known of its environment. */
public record ActionNode(RetryFacts facts, StateSince standing, Point point) {

  static ActionNode of(RetryFacts facts, Point point) {
    return new ActionNode(facts, facts.at().state(), point);
  }

  ActionAt at() {
    return facts.at();
  }

  Action action() {
    return at().action();
  }

  public String type() {
    return action().ref().type();
  }

  public String id() {
    return action().ref().id();
  }

  public @Nullable String key() {
    return action().key().orElse(null);
  }

  public EnvironmentNode environment() {
    return new EnvironmentNode(at().environment(), point);
  }

  public Point asOf() {
    return point;
  }

  public ActionState state() {
    return standing.state();
  }

  public Instant since() {
    return standing.since();
  }

  public Explanation explanation() {
    return ActionExplanation.of(at());
  }

  public List<ShownStep> steps() {
    return action().steps().stream().map(ShownStep::of).toList();
  }

  public List<ShownEffect> effects() {
    return action().effects().stream()
        .map(each -> ShownEffect.of(each, at().truthOf(each)))
        .toList();
  }

  public List<ShownMessage> messages() {
    return action().messages().stream().map(ShownMessage::of).toList();
  }

  public Set<ComponentVersion> versions() {
    return action().versions();
  }

  /**
   * Whether it may run again.
   *
   * @param fromStep the step to start at; null: the first that has not succeeded
   */
  public Verdict retry(@Nullable String fromStep) {
    return RetryJudgement.judge(fromStep == null ? facts : facts.from(fromStep), RuleBook::judge);
  }
}
