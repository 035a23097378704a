package dev.changeover.graphql.action;

import dev.changeover.graphql.Refusal;
import dev.changeover.projection.action.ActionSearch.Filter;
import dev.changeover.projection.action.ActionState;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which actions are asked for; the input {@code ActionFilter} of the schema. */
public record ActionFilter(
    @Nullable String type,
    @Nullable ActionState state,
    @Nullable String environment,
    @Nullable String component,
    @Nullable String version,
    @Nullable String release,
    @Nullable String key,
    @Nullable Instant since) {

  /** All actions. */
  public static final ActionFilter ANY =
      new ActionFilter(null, null, null, null, null, null, null, null);

  /**
   * What the rows of the read model can tell; the state and the release are looked at afterwards.
   *
   * @throws Refusal where a version is given without its component, or a release without its
   *     environment
   */
  Filter search() {
    if (version != null && component == null) {
      throw unclear("version", "component");
    }
    if (release != null && environment == null) {
      throw unclear("release", "environment");
    }
    return new Filter(
        Optional.ofNullable(environment),
        Optional.ofNullable(type),
        Optional.ofNullable(component),
        Optional.ofNullable(version),
        Optional.ofNullable(key),
        Optional.ofNullable(since),
        state != null && isOpen(state));
  }

  /** Whether the action is in the state and ran under the release that are asked for. */
  public boolean includes(ActionNode node) {
    return (state == null || node.state() == state)
        && (release == null
            || RunUnder.releaseOf(node).filter(each -> each.id().equals(release)).isPresent());
  }

  /** The same, without those that ended for good: there is nothing to retry. */
  public Filter searchOpen() {
    Filter all = search();
    return new Filter(
        all.environment(),
        all.type(),
        all.component(),
        all.version(),
        all.key(),
        all.since(),
        true);
  }

  /** The same for one environment. */
  public ActionFilter of(String name) {
    return new ActionFilter(type, state, name, component, version, release, key, since);
  }

  /** Whether what is looked at afterwards narrows the list. */
  boolean looksFurther() {
    return state != null || release != null;
  }

  /** States that the rows of ended actions cannot have, however they ended. */
  private static boolean isOpen(ActionState state) {
    return switch (state) {
      case QUEUED, STRANDED, STALLED, UNOBSERVED -> true;
      case COMPLETED,
          SUPERSEDED,
          COMPENSATED,
          COMPENSATING,
          RUNNING,
          AUTO_RETRY_SCHEDULED,
          WAITING_CALLBACK,
          IN_DOUBT,
          FAILED_DIRTY,
          FAILED_CLEAN ->
          false;
    };
  }

  private static Refusal unclear(String given, String needed) {
    return new Refusal(
        Refusal.Code.SUBJECT_UNCLEAR,
        "%s says nothing without %s; give both".formatted(given, needed));
  }
}
