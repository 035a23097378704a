package dev.changeover.explain.rollback;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import java.util.List;
import java.util.OptionalInt;

/**
 * How many versions back the target of a component is.
 *
 * @param from the version being left that is farthest from the target
 * @param count empty: nobody can tell
 * @param window how many the policy promises
 * @param facts what tells the order of the versions
 */
public record StepsBack(
    String component,
    String from,
    String target,
    OptionalInt count,
    int window,
    List<CitedFact> facts)
    implements RollbackSubject {

  @Override
  public String name() {
    return "distance of %s %s".formatted(component, target);
  }

  @Override
  public MissingFact whatNobodyTold() {
    return new MissingFact(
        "how many versions lie between %s and %s of %s".formatted(target, from, component),
        name(),
        "Hand in the plan of the release that brought %s %s.".formatted(component, from),
        MissingFact.Kind.DECLARATION);
  }

  /** The promise that would be needed. */
  public MissingFact promiseWanted() {
    return new MissingFact(
        "a promise that %s may go back %d versions".formatted(component, count.orElse(0)),
        name(),
        "Go back one version at a time, or declare rollbackWindow for %s once that way is proved."
            .formatted(component),
        MissingFact.Kind.DECLARATION);
  }
}
