package dev.changeover.projection.timeline;

import dev.changeover.event.ActionRef;
import org.jspecify.annotations.Nullable;

/**
 * A thing within an environment that has a timeline.
 *
 * @param environment the environment; {@link #NO_ENVIRONMENT} for facts that belong to none
 * @param name kind and name, e.g. {@code component/checkout}; {@code environment} for the whole
 */
public record TimelineSubject(String environment, String name) {

  /** Stands for the environment of facts that have none, as in names of streams. */
  public static final String NO_ENVIRONMENT = "-";

  private static final String WHOLE = "environment";

  public static TimelineSubject ofEnvironment(@Nullable String environment) {
    return new TimelineSubject(environment == null ? NO_ENVIRONMENT : environment, WHOLE);
  }

  public TimelineSubject release(String id) {
    return within("release", id);
  }

  public TimelineSubject action(ActionRef action) {
    return within("action", action.toString());
  }

  public TimelineSubject component(String component) {
    return within("component", component);
  }

  public TimelineSubject migration(String migration) {
    return within("migration", migration);
  }

  public TimelineSubject queue(String queue) {
    return within("queue", queue);
  }

  private TimelineSubject within(String kind, String thing) {
    return new TimelineSubject(environment, kind + "/" + thing);
  }
}
