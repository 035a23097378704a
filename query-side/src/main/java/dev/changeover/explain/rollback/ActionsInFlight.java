package dev.changeover.explain.rollback;

import dev.changeover.event.ActionRef;
import dev.changeover.explain.CitedFact;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Actions that have not ended and that began on, or were last seen on, a version being left.
 *
 * @param component the component being rolled back
 * @param left the versions of it that would go
 * @param readAt what shows that the list is complete: the position the actions were read at
 */
public record ActionsInFlight(
    String component, String target, List<String> left, List<Pinned> actions, CitedFact readAt)
    implements RollbackSubject {

  private static final int NAMED = 5;

  /**
   * One of them.
   *
   * @param stuckAt the step it stands at, where the target is known to lack that step; else empty
   */
  public record Pinned(ActionRef action, Optional<String> stuckAt, CitedFact fact) {}

  @Override
  public String name() {
    return "actions in flight on " + component;
  }

  /** The versions that would go, for people. */
  public String leaving() {
    return component + " " + String.join(", ", left);
  }

  /** The first few by id, and how many more there are. */
  public static String named(List<Pinned> some) {
    String first =
        some.stream()
            .limit(NAMED)
            .map(each -> each.action().toString())
            .collect(Collectors.joining(", "));
    return some.size() <= NAMED ? first : first + " and " + (some.size() - NAMED) + " more";
  }

  public List<Pinned> stuck() {
    return actions.stream().filter(each -> each.stuckAt().isPresent()).toList();
  }
}
