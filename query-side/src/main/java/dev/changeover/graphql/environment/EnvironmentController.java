package dev.changeover.graphql.environment;

import dev.changeover.graphql.Refusal;
import dev.changeover.graphql.asof.AsOf;
import dev.changeover.graphql.asof.Pinned;
import dev.changeover.graphql.asof.Point;
import dev.changeover.graphql.asof.Points;
import dev.changeover.projection.environment.component.Presence;
import dev.changeover.projection.environment.component.Standing;
import dev.changeover.projection.queue.StrandedWork;
import graphql.execution.DataFetcherResult;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** {@code environment}: what is known of one, and the fields within. */
@Controller
@SchemaMapping(typeName = "Environment")
class EnvironmentController {
  private final Points points;
  private final Environments environments;

  EnvironmentController(Points points, Environments environments) {
    this.points = points;
    this.environments = environments;
  }

  @QueryMapping
  DataFetcherResult<EnvironmentNode> environment(
      @Argument String name, @Argument @Nullable AsOf asOf) {
    Refusal.unlessReached(name);
    Point point = points.settle(asOf);
    return Pinned.at(
        point,
        environments.names(point).contains(name)
            ? new EnvironmentNode(environments.read(name, point), point)
            : null);
  }

  @SchemaMapping
  List<ShownComponent> components(EnvironmentNode node) {
    return node.facts().components().values().stream()
        .map(each -> ShownComponent.of(each, node.instant(), node.policy()))
        .toList();
  }

  @SchemaMapping
  List<Worker> workers(EnvironmentNode node) {
    return node.facts().components().values().stream()
        .flatMap(component -> component.presences().stream())
        .filter(each -> each.standingAt(node.instant(), node.policy()) != Standing.GONE)
        .flatMap(each -> worker(each, node))
        .toList();
  }

  @SchemaMapping
  List<ShownQueue> queues(EnvironmentNode node) {
    return node.facts().queues().values().stream()
        .map(each -> ShownQueue.of(each, node.instant()))
        .toList();
  }

  @SchemaMapping
  List<ShownMigration> migrations(EnvironmentNode node) {
    return node.facts().migrations().values().stream().map(ShownMigration::of).toList();
  }

  @SchemaMapping
  List<LivePair> livePairs(EnvironmentNode node) {
    return LivePair.all(node.facts(), node.instant());
  }

  @SchemaMapping
  List<ShownOverlap> overlaps(EnvironmentNode node) {
    return ShownOverlap.all(node.facts(), node.instant());
  }

  @SchemaMapping
  List<ShownStrandedWork> stranded(EnvironmentNode node) {
    return StrandedWork.in(node.facts(), node.instant()).stream()
        .map(ShownStrandedWork::of)
        .toList();
  }

  private static Stream<Worker> worker(Presence presence, EnvironmentNode node) {
    var report = presence.report();
    return report == null
        ? Stream.empty()
        : Stream.of(Worker.of(presence, report, node.instant(), node.policy()));
  }
}
