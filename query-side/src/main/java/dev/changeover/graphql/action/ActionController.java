package dev.changeover.graphql.action;

import dev.changeover.event.ActionRef;
import dev.changeover.explain.Verdict;
import dev.changeover.graphql.Page;
import dev.changeover.graphql.Refusal;
import dev.changeover.graphql.TimelinePages;
import dev.changeover.graphql.asof.AsOf;
import dev.changeover.graphql.asof.Pinned;
import dev.changeover.graphql.asof.Point;
import dev.changeover.graphql.asof.Points;
import dev.changeover.graphql.release.ReleaseNode;
import dev.changeover.projection.timeline.TimelineSubject;
import dev.changeover.timeline.TimelineEntry;
import graphql.execution.DataFetcherResult;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** {@code action} and {@code actions}: business actions, and the fields within. */
@Controller
@SchemaMapping(typeName = "Action")
class ActionController {
  private final Points points;
  private final Actions actions;
  private final ActionPages pages;
  private final TimelinePages timelines;

  ActionController(Points points, Actions actions, ActionPages pages, TimelinePages timelines) {
    this.points = points;
    this.actions = actions;
    this.pages = pages;
    this.timelines = timelines;
  }

  @QueryMapping
  DataFetcherResult<ActionNode> action(
      @Argument String type,
      @Argument String id,
      @Argument @Nullable String environment,
      @Argument @Nullable AsOf asOf) {
    ActionRef ref = named(type, id);
    Point point = points.settle(asOf);
    Optional<ActionNode> found =
        environment == null ? actions.find(ref, point) : actions.find(environment, ref, point);
    return Pinned.at(point, found.orElse(null));
  }

  @QueryMapping
  DataFetcherResult<Page<ActionNode>> actions(
      @Argument @Nullable ActionFilter where,
      @Argument int first,
      @Argument @Nullable String after) {
    Point point = points.settle(AsOf.NOW);
    return Pinned.at(
        point, pages.page(where == null ? ActionFilter.ANY : where, first, after, point));
  }

  @SchemaMapping
  @Nullable ReleaseNode release(ActionNode node) {
    return RunUnder.releaseOf(node).orElse(null);
  }

  @SchemaMapping
  Verdict retry(ActionNode node, @Argument @Nullable String fromStep) {
    return node.retry(fromStep);
  }

  @SchemaMapping
  Page<TimelineEntry> timeline(
      ActionNode node, @Argument int first, @Argument @Nullable String after) {
    return timelines.page(
        TimelineSubject.ofEnvironment(node.action().environment()).action(node.action().ref()),
        node.point().position(),
        first,
        after);
  }

  @SchemaMapping(typeName = "Step", field = "class")
  @Nullable String stepClass(ShownStep step) {
    return step.stepClass();
  }

  private static ActionRef named(String type, String id) {
    try {
      return new ActionRef(type, id);
    } catch (IllegalArgumentException notAnAction) {
      throw new Refusal(Refusal.Code.SUBJECT_UNCLEAR, String.valueOf(notAnAction.getMessage()));
    }
  }
}
