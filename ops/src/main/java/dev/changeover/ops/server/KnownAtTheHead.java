package dev.changeover.ops.server;

import dev.changeover.decision.Known;
import dev.changeover.event.ActionRef;
import dev.changeover.explain.Verdict;
import dev.changeover.graphql.Refusal;
import dev.changeover.graphql.action.Actions;
import dev.changeover.graphql.asof.Points;
import dev.changeover.graphql.release.Releases;
import dev.changeover.graphql.verdict.VerdictAddress;
import dev.changeover.graphql.verdict.VerdictJson;
import dev.changeover.graphql.verdict.Verdicts;
import dev.changeover.ledger.PointRefused;
import dev.changeover.projection.action.Effect;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Lets mutations be held against what the query side answers. */
@Component
class KnownAtTheHead implements Known {
  private final Points points;
  private final Actions actions;
  private final Releases releases;
  private final Verdicts verdicts;

  KnownAtTheHead(Points points, Actions actions, Releases releases, Verdicts verdicts) {
    this.points = points;
    this.actions = actions;
    this.releases = releases;
    this.verdicts = verdicts;
  }

  @Override
  public Optional<SeenVerdict> verdict(String permalink) {
    try {
      Verdict verdict = verdicts.at(VerdictAddress.parse(permalink));
      return Optional.of(
          new SeenVerdict(
              VerdictJson.digest(verdict),
              verdict.question().name(),
              verdict.environment(),
              verdict.subject(),
              verdict.answer().name()));
    } catch (Refusal | PointRefused notThere) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<List<String>> effects(String environment, ActionRef action) {
    return actions
        .find(environment, action, points.settle(null))
        .map(
            node ->
                node.facts().at().action().effects().stream()
                    .map(Effect::name)
                    .distinct()
                    .toList());
  }

  @Override
  public Optional<String> requesterOf(String environment, String release) {
    return releases
        .find(environment, release, points.settle(null))
        .flatMap(node -> node.release().plan())
        .map(plan -> Objects.requireNonNullElse(plan.requestedBy(), ""));
  }
}
