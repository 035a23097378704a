package dev.changeover.projection.action;

import dev.changeover.event.ActionRef;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An action in flight, as it stands with one component.
 *
 * @param firstPosition position of the first fact of the action
 * @param begunOn version of the component that it was first seen on; null: not told
 * @param begunPosition position of the fact that shows it
 * @param lastOn the version that it was last seen on; null: not told
 * @param lastPosition position of the fact that shows it
 * @param step the step of the component that it stands at; null: none
 */
public record InFlightAction(
    String component,
    ActionRef action,
    long firstPosition,
    @Nullable String begunOn,
    long begunPosition,
    @Nullable String lastOn,
    long lastPosition,
    @Nullable String step) {

  /** The oldest first. */
  public static final Comparator<InFlightAction> OLDEST_FIRST =
      Comparator.comparingLong(InFlightAction::firstPosition)
          .thenComparing(InFlightAction::action)
          .thenComparing(InFlightAction::component);

  /** How it stands, as a group of one. */
  public InFlightGroup group() {
    return new InFlightGroup(component, action.type(), begunOn, lastOn, step, 1);
  }
}
