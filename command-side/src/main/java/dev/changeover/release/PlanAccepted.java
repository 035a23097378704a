package dev.changeover.release;

/**
 * What handing in a plan led to.
 *
 * @param sequence number of the event that holds the plan, within the stream of the release
 */
public record PlanAccepted(Change change, long sequence) {

  /** What is different now. */
  public enum Change {
    PLANNED,
    AMENDED,
    UNCHANGED
  }
}
