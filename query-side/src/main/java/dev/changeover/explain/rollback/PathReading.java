package dev.changeover.explain.rollback;

import dev.changeover.explain.RuleId;
import dev.changeover.explain.environment.Compatibility;
import dev.changeover.explain.rollback.Knot.Before;
import dev.changeover.explain.rollback.RollbackPath.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Finds an order of steps back from what is known of the versions that would live side by side. */
record PathReading(Scene scene, List<PairAfterRollback> pairs, List<OrderOfReturn> orders) {
  private static final RuleId KNOWN_BAD = new RuleId("ROLLBACK-32");

  RollbackPath read() {
    Optional<PairAfterRollback> bad =
        pairs.stream().filter(each -> each.pair().knownBad()).findFirst();
    if (bad.isPresent()) {
      return none("%s is known not to work, in whatever order.".formatted(bad.get().name()));
    }
    Optional<OrderOfReturn> both = orders.stream().filter(this::breaksEitherWay).findFirst();
    if (both.isPresent()) {
      return none(
          "%s and %s both go back, and either of the two first is known to break."
              .formatted(both.get().one(), both.get().other()));
    }
    Optional<OrderOfReturn> end = orders.stream().filter(each -> each.end().knownBad()).findFirst();
    if (end.isPresent()) {
      return none("At the end, %s is known not to work.".formatted(end.get().name()));
    }
    List<Before> verified = before(OrderOfReturn::proved);
    Optional<List<String>> proved = allProved() ? sorted(verified) : Optional.<List<String>>empty();
    if (proved.isPresent()) {
      return path(proved.get(), true, "Every state on the way was verified.");
    }
    return sorted(before(order -> !OrderOfReturn.breaks(order)))
        .map(
            order ->
                path(order, false, "No state on the way is known to break; not all were verified."))
        .orElseGet(
            () ->
                none(
                    "Each of %s would have to go back before the next, round in a circle."
                        .formatted(
                            String.join(
                                ", ", Knot.in(before(order -> !OrderOfReturn.breaks(order)))))));
  }

  private boolean breaksEitherWay(OrderOfReturn order) {
    return OrderOfReturn.breaks(order.oneFirst()) && OrderOfReturn.breaks(order.otherFirst());
  }

  private boolean allProved() {
    return pairs.stream().allMatch(each -> each.pair().proved())
        && orders.stream().allMatch(each -> each.provedOrder().isPresent() && each.endIsProved());
  }

  private List<Before> before(Predicate<List<Compatibility>> possible) {
    List<Before> before = new ArrayList<>();
    for (OrderOfReturn each : orders) {
      boolean oneFirst = possible.test(each.oneFirst());
      boolean otherFirst = possible.test(each.otherFirst());
      if (oneFirst && !otherFirst) {
        before.add(new Before(each.one(), each.other()));
      } else if (otherFirst && !oneFirst) {
        before.add(new Before(each.other(), each.one()));
      }
    }
    return before;
  }

  /** Each component after those that must go before it; empty: there is no such order. */
  private Optional<List<String>> sorted(List<Before> constraints) {
    Set<String> left = new LinkedHashSet<>(changing());
    List<String> order = new ArrayList<>();
    while (!left.isEmpty()) {
      Optional<String> next =
          left.stream()
              .filter(
                  each ->
                      constraints.stream()
                          .noneMatch(
                              one -> one.second().equals(each) && left.contains(one.first())))
              .findFirst();
      if (next.isEmpty()) {
        return Optional.empty();
      }
      left.remove(next.get());
      order.add(next.get());
    }
    return Optional.of(order);
  }

  private List<String> changing() {
    return scene.goingBack().stream().filter(each -> !scene.leaving(each).isEmpty()).toList();
  }

  private RollbackPath path(List<String> order, boolean verified, String because) {
    List<Step> steps =
        order.stream()
            .map(
                each ->
                    new Step(
                        each,
                        String.join(", ", scene.leaving(each)),
                        scene.targets().versions().getOrDefault(each, "")))
            .toList();
    return new RollbackPath(
        steps, verified, steps.isEmpty() ? "Nothing would change." : because, Optional.empty());
  }

  private static RollbackPath none(String because) {
    return new RollbackPath(List.of(), false, because, Optional.of(KNOWN_BAD));
  }
}
