package dev.changeover.graphql.subscription;

import dev.changeover.event.ActionRef;
import dev.changeover.event.Recorded;
import dev.changeover.graphql.Refusal;
import dev.changeover.graphql.Refusal.Code;
import dev.changeover.graphql.TimelineOf;
import dev.changeover.graphql.action.ActionNode;
import dev.changeover.graphql.action.Actions;
import dev.changeover.graphql.asof.Point;
import dev.changeover.graphql.asof.Points;
import dev.changeover.graphql.release.ReleaseNode;
import dev.changeover.graphql.release.Releases;
import dev.changeover.graphql.release.Rollbacks;
import dev.changeover.timeline.TimelineEntry;
import dev.changeover.timeline.TimelineTail;
import graphql.execution.DataFetcherResult;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;

/** The subscriptions. Each begins with what is so now, or with what the client has not seen. */
@Controller
class SubscriptionController {
  private final Followers followers;
  private final Points points;
  private final Actions actions;
  private final Releases releases;
  private final Rollbacks rollbacks;
  private final TimelineTail timelines;

  SubscriptionController(
      Followers followers,
      Points points,
      Actions actions,
      Releases releases,
      Rollbacks rollbacks,
      JdbcClient database) {
    this.followers = followers;
    this.points = points;
    this.actions = actions;
    this.releases = releases;
    this.rollbacks = rollbacks;
    this.timelines = new TimelineTail(database);
  }

  @SubscriptionMapping
  Flux<DataFetcherResult<ActionNode>> actionChanged(
      @Argument String type,
      @Argument String id,
      @Argument @Nullable String environment,
      @Argument @Nullable Long after) {
    if (environment != null) {
      Refusal.unlessReached(environment);
    }
    ActionRef ref = named(type, id);
    Function<Point, Optional<ActionNode>> find =
        environment == null
            ? point -> actions.find(ref, point)
            : point -> actions.find(environment, ref, point);
    return followers.follow(new Changes<>(points, find, SubscriptionController::standing, after));
  }

  @SubscriptionMapping
  Flux<DataFetcherResult<ReleaseNode>> releaseChanged(
      @Argument String environment, @Argument String id, @Argument @Nullable Long after) {
    Refusal.unlessReached(environment);
    return followers.follow(
        new Changes<>(
            points, point -> releases.find(environment, id, point), this::standing, after));
  }

  @SubscriptionMapping
  Flux<TimelineEntry> timelineAppended(@Argument TimelineOf of, @Argument @Nullable Long after) {
    Refusal.unlessReached(of.environment());
    return followers.follow(new Appended(timelines, of.subject(), after));
  }

  private static Standing standing(ActionNode node) {
    long last =
        node.facts().at().action().facts().stream().mapToLong(Recorded::position).max().orElse(-1);
    return Standing.of(last, node.state().name(), node.retry(null));
  }

  private Standing standing(ReleaseNode node) {
    return Standing.of(
        node.release(),
        node.state().name(),
        rollbacks.judge(node.facts().environment(), node.id(), null, null, node.point().asked()));
  }

  private static ActionRef named(String type, String id) {
    try {
      return new ActionRef(type, id);
    } catch (IllegalArgumentException notAnAction) {
      throw new Refusal(Code.SUBJECT_UNCLEAR, Objects.toString(notAnAction.getMessage()));
    }
  }
}
