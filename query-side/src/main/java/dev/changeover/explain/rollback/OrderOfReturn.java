package dev.changeover.explain.rollback;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.environment.Compatibility;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Two components that both go back. While they do, either the target of the one lives beside the
 * present versions of the other, or the other way round: only one of the two need work.
 *
 * @param one name of the first component
 * @param other name of the second component
 * @param oneFirst what lives side by side where {@code one} goes back first
 * @param otherFirst what lives side by side where {@code other} goes back first
 * @param end both targets side by side
 * @param knot components that, with these two, cannot all go back without passing through a pair
 *     that is known to break; empty: they can
 * @param unprovedKnot the same for pairs that are not verified
 * @param ranTogether the plan, where both targets are the versions that ran before this release
 */
public record OrderOfReturn(
    String one,
    String other,
    List<Compatibility> oneFirst,
    List<Compatibility> otherFirst,
    Compatibility end,
    Set<String> knot,
    Set<String> unprovedKnot,
    Optional<CitedFact> ranTogether)
    implements RollbackSubject {

  @Override
  public String name() {
    return end.toString();
  }

  public static boolean breaks(List<Compatibility> order) {
    for (Compatibility each : order) {
      if (each.knownBad()) {
        return true;
      }
    }
    return false;
  }

  public static boolean proved(List<Compatibility> order) {
    for (Compatibility each : order) {
      if (!each.proved()) {
        return false;
      }
    }
    return true;
  }

  public static List<CitedFact> broken(List<Compatibility> order) {
    return order.stream().flatMap(each -> each.broken().stream()).toList();
  }

  public static List<CitedFact> verified(List<Compatibility> order) {
    return order.stream().flatMap(each -> each.verified().stream()).toList();
  }

  /**
   * The orders that pass through no pair that is known to break, {@code one} first before the
   * other.
   */
  public List<List<Compatibility>> usable() {
    if (breaks(oneFirst)) {
      return breaks(otherFirst) ? List.of() : List.of(otherFirst);
    }
    return breaks(otherFirst) ? List.of(oneFirst) : List.of(oneFirst, otherFirst);
  }

  /** Which of the two goes back first in this order. */
  public String firstIn(List<Compatibility> order) {
    return order.equals(oneFirst) ? one : other;
  }

  /** Whether both targets are known to live side by side. */
  public boolean endIsProved() {
    return end.proved() || (ranTogether.isPresent() && !end.knownBad() && end.doubt().isEmpty());
  }

  /** The first order that is verified throughout. */
  public Optional<List<Compatibility>> provedOrder() {
    for (List<Compatibility> each : usable()) {
      if (proved(each)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** Whether nothing speaks against either order, and nothing proves one. */
  boolean lacksProofOnly() {
    return knot.isEmpty()
        && !end.knownBad()
        && end.doubt().isEmpty()
        && !breaks(oneFirst)
        && !breaks(otherFirst)
        && !(endIsProved() && provedOrder().isPresent());
  }

  /** The first two versions that would have to be verified. */
  public Compatibility toProve() {
    return endIsProved()
        ? usable().getFirst().stream().filter(each -> !each.proved()).findFirst().orElse(end)
        : end;
  }

  public boolean isProved() {
    return endIsProved() && provedOrder().isPresent() && unprovedKnot.isEmpty();
  }

  /** What proves the end and the way there. */
  public List<CitedFact> proof() {
    return Stream.concat(
            provedOrder().stream().flatMap(order -> verified(order).stream()), endProof().stream())
        .distinct()
        .toList();
  }

  /** Why the end is taken to work. */
  public List<CitedFact> endProof() {
    return Stream.of(end.verified(), ranTogether).flatMap(Optional::stream).limit(1).toList();
  }
}
