package dev.changeover.explain.rollback;

import dev.changeover.explain.CitedFact;
import java.util.List;

/**
 * Whether going back with a component would end failures that are seen on the versions being left.
 *
 * @param failing the types of actions that fail there, each with what is known of the cure; empty:
 *     none is seen to fail
 */
public record HelpOfGoingBack(String component, String target, List<Failing> failing)
    implements RollbackSubject {

  /** What can be said. */
  public enum Help {
    YES,
    NO,
    CANNOT_TELL
  }

  /**
   * A type of action that fails on what would go.
   *
   * @param text one plain sentence with the counts
   * @param facts the counts
   */
  public record Failing(String type, Help help, String text, List<CitedFact> facts) {}

  @Override
  public String name() {
    return "help of going back with " + component;
  }

  @Override
  public boolean mustBeProved() {
    return false;
  }

  /** Those that going back does not cure. */
  public List<Failing> uncured() {
    return failing.stream().filter(each -> each.help() == Help.NO).toList();
  }
}
