package dev.changeover.graphql.release;

import dev.changeover.explain.Explanation;
import dev.changeover.explain.Verdict;
import dev.changeover.explain.release.ReleaseExplanation;
import dev.changeover.graphql.Page;
import dev.changeover.graphql.TimelinePages;
import dev.changeover.graphql.asof.AsOf;
import dev.changeover.graphql.asof.Pinned;
import dev.changeover.graphql.asof.Point;
import dev.changeover.graphql.asof.Points;
import dev.changeover.graphql.environment.EnvironmentNode;
import dev.changeover.graphql.environment.ShownOverlap;
import dev.changeover.projection.timeline.TimelineSubject;
import dev.changeover.timeline.TimelineEntry;
import graphql.execution.DataFetcherResult;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** {@code release} and {@code releases}: transitions, and the fields within. */
@Controller
@SchemaMapping(typeName = "Release")
class ReleaseController {
  private final Points points;
  private final Releases releases;
  private final Rollbacks rollbacks;
  private final TimelinePages timelines;

  ReleaseController(
      Points points, Releases releases, Rollbacks rollbacks, TimelinePages timelines) {
    this.points = points;
    this.releases = releases;
    this.rollbacks = rollbacks;
    this.timelines = timelines;
  }

  @QueryMapping
  DataFetcherResult<ReleaseNode> release(
      @Argument String environment, @Argument String id, @Argument @Nullable AsOf asOf) {
    Point point = points.settle(asOf);
    return Pinned.at(point, releases.find(environment, id, point).orElse(null));
  }

  @QueryMapping
  DataFetcherResult<Page<ReleaseNode>> releases(
      @Argument @Nullable String environment,
      @Argument int first,
      @Argument @Nullable String after,
      @Argument @Nullable AsOf asOf) {
    Point point = points.settle(asOf);
    return Pinned.at(
        point, ReleasePages.of(releases.newestFirst(environment, point), first, after));
  }

  @SchemaMapping(typeName = "Environment", field = "releases")
  Page<ReleaseNode> releasesOf(
      EnvironmentNode environment, @Argument int first, @Argument @Nullable String after) {
    return ReleasePages.of(
        Releases.newestFirst(environment.facts(), environment.point()), first, after);
  }

  @SchemaMapping
  List<ComponentTransition> components(ReleaseNode node) {
    return node.release().plan().stream()
        .flatMap(plan -> plan.components().stream())
        .map(ComponentTransition::of)
        .toList();
  }

  @SchemaMapping
  List<ReleaseStep> steps(ReleaseNode node) {
    return node.steps();
  }

  @SchemaMapping
  Explanation explanation(ReleaseNode node) {
    return ReleaseExplanation.of(node.facts(), node.release(), node.point().instant());
  }

  @SchemaMapping
  Verdict rollback(
      ReleaseNode node, @Argument @Nullable String to, @Argument @Nullable String component) {
    return rollbacks.judge(
        node.facts().environment(), node.id(), to, component, node.point().asked());
  }

  @SchemaMapping
  List<ShownOverlap> overlaps(ReleaseNode node) {
    Set<String> names = node.componentNames();
    return ShownOverlap.all(node.facts(), node.point().instant()).stream()
        .filter(
            each -> names.contains(each.a().component()) || names.contains(each.b().component()))
        .toList();
  }

  @SchemaMapping
  Page<TimelineEntry> timeline(
      ReleaseNode node, @Argument int first, @Argument @Nullable String after) {
    return timelines.page(
        TimelineSubject.ofEnvironment(node.facts().environment()).release(node.id()),
        node.point().position(),
        first,
        after);
  }
}
