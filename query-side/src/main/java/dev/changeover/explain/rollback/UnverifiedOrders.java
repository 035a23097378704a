package dev.changeover.explain.rollback;

import dev.changeover.explain.FirstFew;
import dev.changeover.explain.environment.Compatibility;
import java.util.ArrayList;
import java.util.List;

/**
 * Many pairs of components that both go back, of which nothing is known but that no order of them
 * was verified. Fifty components make 1,225 such pairs, and one sentence says of them what can be
 * said.
 *
 * @param orders more than {@link #FEW} of them, in order of their names
 */
public record UnverifiedOrders(List<OrderOfReturn> orders) implements RollbackSubject {
  /** So many are each told by themselves. */
  private static final int FEW = 10;

  /** The orders as subjects, those that are many and lack the same as one. */
  static List<RollbackSubject> gather(List<OrderOfReturn> orders) {
    List<OrderOfReturn> alike = orders.stream().filter(OrderOfReturn::lacksProofOnly).toList();
    if (alike.size() <= FEW) {
      return List.copyOf(orders);
    }
    List<RollbackSubject> subjects = new ArrayList<>();
    subjects.add(new UnverifiedOrders(alike));
    orders.stream().filter(each -> !each.lacksProofOnly()).forEach(subjects::add);
    return subjects;
  }

  @Override
  public String name() {
    return "orders of return of %d components".formatted(components());
  }

  /** How many components they are about. */
  public long components() {
    return orders.stream()
        .flatMap(each -> List.of(each.one(), each.other()).stream())
        .distinct()
        .count();
  }

  /** For the first few pairs one that would have to be verified, and how many more there are. */
  public String named() {
    return FirstFew.of(
        orders.stream().limit(FirstFew.NAMED).map(each -> each.toProve().toString()).toList(),
        orders.size());
  }

  /** The first that would have to be verified. */
  public Compatibility first() {
    return orders.getFirst().toProve();
  }
}
