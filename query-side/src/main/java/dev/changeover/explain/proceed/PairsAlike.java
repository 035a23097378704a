package dev.changeover.explain.proceed;

import dev.changeover.event.ComponentVersion;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.FirstFew;
import dev.changeover.explain.proceed.LivePair.Standing;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Many pairs of versions of which the same is to be said. A hundred components in two versions each
 * make some 15,000 pairs, and one sentence says of them what can be said.
 *
 * @param standing what is known of each of them
 * @param pairs more than {@link #FEW} of them, in order of their names
 */
public record PairsAlike(Standing standing, List<LivePair> pairs) implements ProceedSubject {
  /** So many are each told by themselves. */
  private static final int FEW = 10;

  /** What is ruled out has a cure of its own, pair by pair, however many there are. */
  private static final Set<Standing> TOLD_TOGETHER =
      Set.of(Standing.ALLOWED, Standing.VERIFIED, Standing.ADDITIVE, Standing.UNDECLARED);

  /** The pairs as subjects, those that are many and stand alike as one. */
  static List<ProceedSubject> gather(List<LivePair> pairs) {
    Map<Standing, List<LivePair>> byStanding =
        pairs.stream()
            .collect(
                Collectors.groupingBy(
                    LivePair::standing, () -> new EnumMap<>(Standing.class), Collectors.toList()));
    List<ProceedSubject> subjects = new ArrayList<>();
    byStanding.forEach(
        (standing, alike) -> {
          if (alike.size() > FEW && TOLD_TOGETHER.contains(standing)) {
            subjects.add(new PairsAlike(standing, alike));
          } else {
            subjects.addAll(alike);
          }
        });
    return subjects;
  }

  @Override
  public String name() {
    return "%d pairs of %d components side by side".formatted(pairs.size(), components());
  }

  /** How many components they are about. */
  public long components() {
    return pairs.stream()
        .flatMap(each -> Stream.of(each.one(), each.other()))
        .map(ComponentVersion::component)
        .distinct()
        .count();
  }

  /** How many of them live side by side now. */
  public long live() {
    return pairs.stream().filter(LivePair::live).count();
  }

  /** The first few, and how many more there are. */
  public String named() {
    return FirstFew.of(
        pairs.stream()
            .limit(FirstFew.NAMED)
            .map(each -> "%s beside %s".formatted(each.one(), each.other()))
            .toList(),
        pairs.size());
  }

  public LivePair first() {
    return pairs.getFirst();
  }

  /** What shows it of the first few. */
  public List<CitedFact> facts() {
    return pairs.stream()
        .limit(FirstFew.NAMED)
        .flatMap(each -> each.facts().stream())
        .distinct()
        .toList();
  }
}
