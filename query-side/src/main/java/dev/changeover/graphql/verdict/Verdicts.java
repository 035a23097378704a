package dev.changeover.graphql.verdict;

import dev.changeover.explain.Question;
import dev.changeover.explain.Verdict;
import dev.changeover.graphql.Refusal;
import dev.changeover.graphql.Refusal.Code;
import dev.changeover.graphql.asof.Point;
import dev.changeover.graphql.asof.Points;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Verdicts by their addresses, whatever the question. */
@Component
public class Verdicts {
  private final Points points;
  private final Map<Question, VerdictSource> sources = new EnumMap<>(Question.class);

  Verdicts(Points points, List<VerdictSource> sources) {
    this.points = points;
    sources.forEach(each -> this.sources.put(each.question(), each));
  }

  /**
   * The verdict that is meant.
   *
   * @throws Refusal where the caller does not reach the environment, or nothing is known there
   * @throws dev.changeover.ledger.PointRefused where there is no such point
   */
  public Verdict at(VerdictAddress address) {
    Refusal.unlessReached(address.environment());
    return at(address, points.settle(address.asOf()));
  }

  /** The verdict at another point than the address names. */
  public Verdict at(VerdictAddress address, Point point) {
    VerdictSource source = sources.get(address.question());
    if (source == null) {
      throw new Refusal(
          Code.NOT_FOUND, "this server does not answer the question " + address.question());
    }
    requireKnown(address, source);
    return source.judge(address, point);
  }

  /** A parameter that is mistyped would ask another question than is meant. */
  private static void requireKnown(VerdictAddress address, VerdictSource source) {
    for (String name : address.options().keySet()) {
      if (!source.options().contains(name)) {
        throw new Refusal(
            Code.SUBJECT_UNCLEAR,
            "there is no parameter '%s'; %s takes %s"
                .formatted(name, address.question(), String.join(", ", taken(source))));
      }
    }
  }

  private static List<String> taken(VerdictSource source) {
    return Stream.concat(Stream.of("position", "instant"), source.options().stream().sorted())
        .toList();
  }
}
