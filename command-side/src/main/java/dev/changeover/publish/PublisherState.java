package dev.changeover.publish;

import org.jspecify.annotations.Nullable;

/**
 * What the publisher of this node is doing.
 *
 * @param activity in one word
 * @param trouble why it does not get on; null where it does
 */
public record PublisherState(Activity activity, @Nullable String trouble) {
  static final PublisherState STARTING = new PublisherState(Activity.STARTING, null);
  static final PublisherState STANDING_BY = new PublisherState(Activity.STANDING_BY, null);
  static final PublisherState PUBLISHING = new PublisherState(Activity.PUBLISHING, null);
  static final PublisherState ENDED = new PublisherState(Activity.ENDED, null);

  /** What it is doing. */
  public enum Activity {
    /** It has not looked yet who publishes. */
    STARTING,
    /** Another node publishes. */
    STANDING_BY,
    /** This node publishes, or has nothing left to publish. */
    PUBLISHING,
    /** The cluster or the database does not answer; it tries again. */
    RETRYING,
    /** It was closed. */
    ENDED
  }

  static PublisherState retrying(String trouble) {
    return new PublisherState(Activity.RETRYING, trouble);
  }
}
