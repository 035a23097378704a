package dev.changeover.explain.retry;

import dev.changeover.event.ActionRef;
import dev.changeover.explain.Answer;
import dev.changeover.explain.Combining;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Finding.Blocks;
import dev.changeover.explain.Finding.Requires;
import dev.changeover.explain.Finding.Supports;
import dev.changeover.explain.Finding.Undetermined;
import dev.changeover.explain.Judging;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Verdicts on many actions, put into lots by what is to be done first. Each member is judged for
 * itself; nothing is averaged.
 *
 * @param groups by lot, the largest first
 */
public record RetryTriage(List<Group> groups) {

  /** What is to be done first, from the lightest to the gravest; the gravest finding decides. */
  public enum Lot {
    /** Nothing: the retry is safe now. */
    SAFE,
    /** Time, or what is under way, settles it. */
    WAIT,
    /** Something is to be looked up, checked or met. */
    NEEDS_LOOKUP,
    /** Neither waiting nor asking makes it safe. */
    NEVER
  }

  /**
   * One action.
   *
   * @param from the step that the retry would start at; null: none
   * @param text what to do, or why it is safe, ready to be pasted into a channel
   */
  public record Member(ActionRef action, Answer answer, @Nullable String from, String text) {}

  /**
   * Actions of one type and one lot that the same rule leads in.
   *
   * @param members in the order in which they were given
   */
  public record Group(Lot lot, RuleId rule, String actionType, List<Member> members) {
    public int count() {
      return members.size();
    }
  }

  /** Judges each of these, those of many on all processors. */
  public static RetryTriage of(Collection<RetryFacts> actions, Judging rules) {
    List<Judged> all = actions.parallelStream().map(facts -> Judged.of(facts, rules)).toList();
    Map<Place, List<Member>> places =
        all.stream()
            .collect(
                Collectors.groupingBy(
                    Judged::place,
                    TreeMap::new,
                    Collectors.mapping(Judged::member, Collectors.toList())));
    List<Group> groups = new ArrayList<>();
    places.forEach(
        (place, members) ->
            groups.add(new Group(place.lot(), place.rule(), place.actionType(), members)));
    groups.sort(
        Comparator.comparing(Group::lot)
            .thenComparing(Group::count, Comparator.reverseOrder())
            .thenComparing(Group::rule)
            .thenComparing(Group::actionType));
    return new RetryTriage(List.copyOf(groups));
  }

  /** The groups of one lot. */
  public List<Group> in(Lot lot) {
    return groups.stream().filter(each -> each.lot() == lot).toList();
  }

  private record Place(Lot lot, RuleId rule, String actionType) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::lot)
            .thenComparing(Place::rule)
            .thenComparing(Place::actionType);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  private record Judged(Place place, Member member) {
    static Judged of(RetryFacts facts, Judging rules) {
      Resumption resumption = RetryJudgement.resumption(facts);
      List<Finding> findings = RetryJudgement.findings(facts, resumption, rules);
      Lot lot = findings.stream().map(Judged::lot).max(Lot::compareTo).orElse(Lot.NEEDS_LOOKUP);
      Finding lead = findings.stream().filter(each -> lot(each) == lot).findFirst().orElseThrow();
      return new Judged(
          new Place(lot, lead.rule(), facts.ref().type()),
          new Member(
              facts.ref(),
              Combining.answer(findings),
              resumption.from().orElse(null),
              RetryJudgement.sentence(lead, resumption.from())));
    }

    private static Lot lot(Finding finding) {
      return switch (finding) {
        case Supports _ -> Lot.SAFE;
        case Undetermined _ -> Lot.NEEDS_LOOKUP;
        case Requires requires -> settlesItself(requires.remedy()) ? Lot.WAIT : Lot.NEEDS_LOOKUP;
        case Blocks blocks -> settlesItself(blocks.remedy()) ? Lot.WAIT : Lot.NEVER;
      };
    }

    private static boolean settlesItself(Remedy remedy) {
      return remedy.kind() == Remedy.Kind.WAIT || remedy.kind() == Remedy.Kind.DRAIN;
    }
  }
}
