package dev.changeover.graphql.release;

import dev.changeover.explain.Asked;
import dev.changeover.explain.rollback.PointOfNoReturn;
import dev.changeover.graphql.asof.AsOf;
import dev.changeover.graphql.asof.Points;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Finds since when a release is past the point of no return: asks what was known at earlier
 * positions, halving the way back to the first that is known of the release.
 */
@Component
class PointsOfNoReturn {
  private final Rollbacks rollbacks;
  private final Points points;

  PointsOfNoReturn(Rollbacks rollbacks, Points points) {
    this.rollbacks = rollbacks;
    this.points = points;
  }

  /** Empty: still reversible. A few statements for each halving, at most 63 of these. */
  Optional<ShownPointOfNoReturn> find(ReleaseNode node) {
    Asked asked = node.point().asked();
    return at(node, asked).map(now -> shown(now, first(node, asked, now)));
  }

  private PointOfNoReturn first(ReleaseNode node, Asked asked, PointOfNoReturn now) {
    long reversible = Math.max(-1, node.firstPosition() - 1);
    long past = asked.position();
    PointOfNoReturn first = now;
    while (past - reversible > 1) {
      long between = reversible + (past - reversible) / 2;
      Optional<PointOfNoReturn> then = at(node, points.settle(new AsOf(between, null)).asked());
      if (then.isPresent()) {
        past = between;
        first = then.get();
      } else {
        reversible = between;
      }
    }
    return first;
  }

  private Optional<PointOfNoReturn> at(ReleaseNode node, Asked asked) {
    return rollbacks.answers(node.facts().environment(), node.id(), null, asked).pointOfNoReturn();
  }

  private static ShownPointOfNoReturn shown(PointOfNoReturn now, PointOfNoReturn first) {
    Instant earliest =
        now.passedAt().isBefore(first.passedAt()) ? now.passedAt() : first.passedAt();
    return new ShownPointOfNoReturn(
        earliest,
        now.because(),
        now.objects(),
        Stream.concat(first.positions().stream(), now.positions().stream())
            .distinct()
            .sorted()
            .toList());
  }
}
