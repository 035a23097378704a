package dev.changeover.projection.environment.coexistence;

import dev.changeover.event.ComponentVersion;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * All that was declared, planned and verified of versions side by side. Fifty components make 1,225
 * pairs, so that both are found by their pair.
 *
 * @param declared by the two components: from events, the latest of each source and pair of ranges,
 *     then from plans
 * @param verified by the two exact versions
 */
public record CoexistenceFacts(
    Map<Pair<String>, List<Declaration>> declared,
    Map<Pair<ComponentVersion>, PairVerification> verified) {

  /** Two of a kind, in whichever order they are named. */
  public record Pair<T extends Comparable<T>>(T lower, T upper) {
    /** Odd, and without a pattern in its bits. */
    private static final int SPREAD = 0x9E3779B1;

    public static <T extends Comparable<T>> Pair<T> of(T one, T other) {
      return one.compareTo(other) <= 0 ? new Pair<>(one, other) : new Pair<>(other, one);
    }

    /** Names that count up, as part-001, part-002, collide by the hundred where 31 multiplies. */
    @Override
    public int hashCode() {
      int mixed = lower.hashCode() * SPREAD + upper.hashCode();
      return (mixed ^ mixed >>> 15) * SPREAD;
    }
  }

  /**
   * Puts together what is known.
   *
   * @param verifications one per pair of exact versions
   */
  public static CoexistenceFacts of(
      List<Declaration> declarations, Collection<PairVerification> verifications) {
    return new CoexistenceFacts(
        declarations.stream()
            .collect(
                Collectors.groupingBy(each -> Pair.of(each.a().component(), each.b().component()))),
        verifications.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    each -> Pair.of(each.lower(), each.upper()), Function.identity())));
  }

  /** What was declared or planned of these two versions, in whichever order they are named. */
  public List<Declaration> declarations(ComponentVersion one, ComponentVersion other) {
    return declared(one, other, each -> each.covers(one, other));
  }

  /** What was declared of ranges that cannot be compared with these versions, or not both. */
  public List<Declaration> perhapsDeclared(ComponentVersion one, ComponentVersion other) {
    return declared(one, other, each -> !each.covers(one, other) && each.mayCover(one, other));
  }

  /** Of most pairs nothing is declared, and thousands are asked about. */
  private List<Declaration> declared(
      ComponentVersion one, ComponentVersion other, Predicate<Declaration> wanted) {
    List<Declaration> ofBoth =
        declared.getOrDefault(Pair.of(one.component(), other.component()), List.of());
    return ofBoth.isEmpty() ? ofBoth : ofBoth.stream().filter(wanted).toList();
  }

  /** What was proved of these two versions, in whichever order they are named. */
  public Optional<PairVerification> verification(ComponentVersion one, ComponentVersion other) {
    return Optional.ofNullable(verified.get(Pair.of(one, other)));
  }

  /** All that was proved, in no order. */
  public Collection<PairVerification> verifications() {
    return verified.values();
  }
}
