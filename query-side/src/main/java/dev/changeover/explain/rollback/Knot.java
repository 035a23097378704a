package dev.changeover.explain.rollback;

import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Components that each have to go back before the next, round in a circle: then no order of all of
 * them exists, although each two of them have one.
 */
final class Knot {

  /** That {@code first} can only go back before {@code second}. */
  record Before(String first, String second) {}

  private Knot() {}

  /** The components in or between such circles; empty: an order exists. */
  static NavigableSet<String> in(Collection<Before> constraints) {
    NavigableSet<String> left = new TreeSet<>();
    constraints.forEach(each -> left.add(each.first()));
    Predicate<String> isLoose =
        component ->
            constraints.stream()
                    .noneMatch(
                        each -> each.second().equals(component) && left.contains(each.first()))
                || constraints.stream()
                    .noneMatch(
                        each -> each.first().equals(component) && left.contains(each.second()));
    while (left.removeIf(isLoose)) {
      // Each round sets free what nothing holds on one of its sides.
    }
    return left;
  }
}
