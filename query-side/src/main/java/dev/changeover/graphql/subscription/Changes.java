package dev.changeover.graphql.subscription;

import dev.changeover.graphql.asof.AsOf;
import dev.changeover.graphql.asof.Pinned;
import dev.changeover.graphql.asof.Point;
import dev.changeover.graphql.asof.Points;
import dev.changeover.graphql.subscription.Follower.News;
import graphql.execution.DataFetcherResult;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a thing again and tells it where it stands differently.
 *
 * @param <N> the thing at a point
 */
final class Changes<N> implements Follower.Reading<DataFetcherResult<N>> {
  private final Points points;
  private final Function<Point, Optional<N>> find;
  private final Function<N, Standing> standing;
  private @Nullable Long resumeAfter;
  private @Nullable Point readAt;
  private @Nullable Standing told;

  /**
   * @param after what the client has seen; null: nothing
   */
  Changes(
      Points points,
      Function<Point, Optional<N>> find,
      Function<N, Standing> standing,
      @Nullable Long after) {
    this.points = points;
    this.find = find;
    this.standing = standing;
    this.resumeAfter = after;
  }

  @Override
  public News<DataFetcherResult<N>> read() {
    Point point = points.settle(AsOf.NOW);
    if (resumeAfter != null) {
      told = asSeenAt(resumeAfter, point);
      resumeAfter = null;
    }
    if (isNothingNew(point)) {
      return new News<>(List.of(), false);
    }
    readAt = point;
    Optional<N> found = find.apply(point);
    Standing now = found.map(standing).orElse(null);
    if (found.isEmpty() || now == null || now.equals(told)) {
      return new News<>(List.of(), false);
    }
    told = now;
    return new News<>(List.of(Pinned.at(point, found.get())), false);
  }

  private @Nullable Standing asSeenAt(long position, Point now) {
    Point then = points.settle(new AsOf(position, now.instant()));
    return find.apply(then).map(standing).orElse(null);
  }

  /** Neither the log nor the read models have moved. */
  private boolean isNothingNew(Point point) {
    return readAt != null
        && readAt.position() == point.position()
        && readAt.readModels() >= point.position();
  }
}
