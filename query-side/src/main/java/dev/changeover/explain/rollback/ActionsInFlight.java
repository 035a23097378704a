package dev.changeover.explain.rollback;

import dev.changeover.event.ActionRef;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.FirstFew;
import java.util.List;
import java.util.stream.Stream;

/**
 * Actions that have not ended and that began on, or were last seen on, a version being left.
 *
 * @param component the component being rolled back
 * @param left the versions of it that would go
 * @param all every one of them
 * @param stuck those that stand at a step that the target is known to lack
 * @param readAt what shows that the counts are complete: the position the actions were read at
 */
public record ActionsInFlight(
    String component, String target, List<String> left, Some all, Some stuck, CitedFact readAt)
    implements RollbackSubject {

  /** How many are named. */
  public static final int NAMED = FirstFew.NAMED;

  /**
   * A number of actions.
   *
   * @param count how many, exactly
   * @param oldest the oldest few, the oldest first
   */
  public record Some(long count, List<Pinned> oldest) {
    /** The oldest few by id, and how many more there are. */
    public String named() {
      return FirstFew.of(ids(), count);
    }

    public List<String> ids() {
      return oldest.stream().map(each -> each.action().toString()).toList();
    }
  }

  /** One of them, and what shows that it is. */
  public record Pinned(ActionRef action, CitedFact fact) {}

  @Override
  public String name() {
    return "actions in flight on " + component;
  }

  /** The versions that would go, for people. */
  public String leaving() {
    return component + " " + String.join(", ", left);
  }

  /** What shows it: the facts of those that are named, and that all were counted. */
  public List<CitedFact> facts(Some some) {
    List<CitedFact> named = some.oldest().stream().map(Pinned::fact).toList();
    return some.count() <= named.size()
        ? named
        : Stream.concat(named.stream(), Stream.of(readAt)).toList();
  }
}
