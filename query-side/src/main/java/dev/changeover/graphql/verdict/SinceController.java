package dev.changeover.graphql.verdict;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Verdict;
import dev.changeover.explain.difference.Cause;
import dev.changeover.explain.difference.FindingChange;
import dev.changeover.explain.difference.VerdictChange;
import dev.changeover.graphql.Cites;
import dev.changeover.graphql.Refusal;
import dev.changeover.graphql.Refusal.Code;
import dev.changeover.graphql.asof.AsOf;
import dev.changeover.graphql.asof.Pinned;
import dev.changeover.graphql.asof.Point;
import dev.changeover.graphql.asof.Points;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** The field {@code since} of verdicts: what has changed. Two more verdicts are made for it. */
@Controller
class SinceController {
  private final Points points;
  private final Verdicts verdicts;

  SinceController(Points points, Verdicts verdicts) {
    this.points = points;
    this.verdicts = verdicts;
  }

  /** A change with what the schema shows of it. */
  record ShownChange(
      @Nullable Finding before, @Nullable Finding after, Cause because, List<Long> positions)
      implements Cites {
    static ShownChange of(FindingChange change) {
      return new ShownChange(change.before(), change.after(), change.because(), change.positions());
    }
  }

  @SchemaMapping(typeName = "Verdict")
  VerdictChange since(Verdict verdict, @Argument AsOf asOf, DataFetchingEnvironment field) {
    Point now = new Point(verdict.asked(), Pinned.of(field).readModels());
    Point then = points.settle(asOf);
    if (then.position() > now.position() || then.instant().isAfter(now.instant())) {
      throw new Refusal(
          Code.SUBJECT_UNCLEAR,
          "position %d at %s is not before what the verdict is pinned to, position %d at %s"
              .formatted(then.position(), then.instant(), now.position(), now.instant()));
    }
    VerdictAddress address = VerdictAddress.parse(verdict.permalink());
    if (then.position() < 0) {
      return VerdictChange.of(then.asked(), null, null, verdict);
    }
    Point knownThen = points.settle(new AsOf(then.position(), now.instant()));
    return VerdictChange.of(then.asked(), known(address, then), known(address, knownThen), verdict);
  }

  @SchemaMapping(typeName = "VerdictChange")
  Point from(VerdictChange change, DataFetchingEnvironment field) {
    return new Point(change.from(), Pinned.of(field).readModels());
  }

  @SchemaMapping(typeName = "VerdictChange")
  List<ShownChange> gone(VerdictChange change) {
    return shown(change.gone());
  }

  @SchemaMapping(typeName = "VerdictChange")
  List<ShownChange> appeared(VerdictChange change) {
    return shown(change.appeared());
  }

  @SchemaMapping(typeName = "VerdictChange")
  List<ShownChange> changed(VerdictChange change) {
    return shown(change.changed());
  }

  private @Nullable Verdict known(VerdictAddress address, Point point) {
    try {
      return verdicts.at(address, point);
    } catch (Refusal refusal) {
      if (refusal.code() == Code.NOT_FOUND) {
        return null;
      }
      throw refusal;
    }
  }

  private static List<ShownChange> shown(List<FindingChange> changes) {
    return changes.stream().map(ShownChange::of).toList();
  }
}
