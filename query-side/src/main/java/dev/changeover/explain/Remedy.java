package dev.changeover.explain;

/**
 * What would make it safe.
 *
 * @param text what to do, in the imperative, ready to be pasted into a channel
 * @param check how to see that it is done
 */
public record Remedy(Kind kind, String text, String check) {

  /** Kinds of cures, the cheapest first: the lead reason is the worst one with the cheapest cure. */
  public enum Kind {
    NONE_NEEDED,
    WAIT,
    LOOKUP,
    OBSERVE,
    VERIFY,
    CONFIGURE,
    SCALE,
    DRAIN,
    REHEARSE,
    REPAIR,
    DEPLOY,
    CANCEL,
    RECONCILE,
    IMPOSSIBLE
  }
}
