package dev.changeover.explain.rollback;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * From the versions that would go to the targets, and who has tried that before.
 *
 * @param steps each version that would go, with its target; empty: nothing would change
 * @param optional whether the policy asks for no rehearsal of any of them
 */
public record WayBack(String name, List<Step> steps, boolean optional) implements RollbackSubject {

  /**
   * One component from one version to its target.
   *
   * @param rehearsal the latest of exactly this; empty: none
   * @param wanted whether the policy asks for one
   */
  public record Step(
      String component, String from, String to, Optional<Rehearsal> rehearsal, boolean wanted) {

    /** Rehearsed with success, lately enough, and with the migrations that are there now. */
    public boolean proved() {
      return rehearsal.filter(each -> each.counts() && each.succeeded()).isPresent();
    }

    /** Rehearsed as it stands now, without success. */
    public boolean failed() {
      return rehearsal.filter(each -> each.counts() && !each.succeeded()).isPresent();
    }

    @Override
    public String toString() {
      return "%s from %s to %s".formatted(component, from, to);
    }
  }

  /**
   * A rehearsal, or a rollback that did not go well.
   *
   * @param difference how its migrations differ from those in place now; empty: they do not
   * @param fact aged from when it took place
   */
  public record Rehearsal(boolean succeeded, Optional<String> difference, CitedFact fact) {
    /** Whether it says anything of today: young enough, with the same migrations. */
    public boolean counts() {
      return !fact.stale() && difference.isEmpty();
    }
  }

  @Override
  public boolean mustBeProved() {
    return !optional;
  }

  @Override
  public MissingFact whatNobodyTold() {
    return new MissingFact(
        "rehearsal of " + name,
        name,
        "Rehearse it and send release.rehearsed.",
        MissingFact.Kind.REHEARSAL);
  }

  /** Steps that must be rehearsed and are not. */
  public List<Step> unproved() {
    return steps.stream().filter(each -> each.wanted() && !each.proved()).toList();
  }

  /** Steps whose rehearsal failed. */
  public List<Step> failed() {
    return steps.stream().filter(Step::failed).toList();
  }

  /** What is known of the rehearsals of some steps. */
  public static List<CitedFact> facts(List<Step> steps) {
    return steps.stream()
        .flatMap(each -> each.rehearsal().stream())
        .map(Rehearsal::fact)
        .distinct()
        .toList();
  }

  /** For people. */
  public static String named(List<Step> steps) {
    return steps.stream().map(Step::toString).collect(Collectors.joining(", "));
  }
}
