package dev.changeover.graphql.retire;

import dev.changeover.explain.Verdict;
import dev.changeover.graphql.Refusal;
import dev.changeover.graphql.asof.AsOf;
import dev.changeover.graphql.asof.Pinned;
import dev.changeover.graphql.asof.Point;
import dev.changeover.graphql.asof.Points;
import dev.changeover.graphql.environment.EnvironmentNode;
import dev.changeover.graphql.release.ReleaseNode;
import graphql.execution.DataFetcherResult;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** {@code retire}, and the register of compatibility paths. */
@Controller
class RetireController {
  private final Points points;
  private final Retirements retirements;

  RetireController(Points points, Retirements retirements) {
    this.points = points;
    this.retirements = retirements;
  }

  @QueryMapping
  DataFetcherResult<Verdict> retire(
      @Argument String environment,
      @Argument RetireSubjectInput subject,
      @Argument @Nullable AsOf asOf) {
    Refusal.unlessReached(environment);
    Point point = points.settle(asOf);
    return Pinned.at(point, retirements.judge(environment, subject.retired(), point.asked()));
  }

  @SchemaMapping(typeName = "Environment", field = "debts")
  List<CompatibilityPath> debtsOf(EnvironmentNode node) {
    return CompatibilityPath.all(node.facts(), node.point());
  }

  /** Those that versions of its components need. */
  @SchemaMapping(typeName = "Release", field = "debts")
  List<CompatibilityPath> debtsOf(ReleaseNode node) {
    Set<String> components = node.componentNames();
    return CompatibilityPath.all(node.facts(), node.point()).stream()
        .filter(
            path ->
                path.neededBy().stream().anyMatch(each -> components.contains(each.component())))
        .toList();
  }

  @SchemaMapping(typeName = "CompatibilityPath", field = "retire")
  Verdict retire(CompatibilityPath path) {
    return retirements.judge(path.facts(), path.retired(), path.point().asked());
  }
}
