package dev.changeover.event;

import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionEvent.ActionFinished;
import dev.changeover.event.ActionEvent.EffectLookedUp;
import dev.changeover.event.ActionEvent.EffectRecorded;
import dev.changeover.event.ActionEvent.MessageConsumed;
import dev.changeover.event.ActionEvent.MessagePublished;
import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.ActionEvent.StepFinished;
import dev.changeover.event.ActionEvent.StepStarted;
import dev.changeover.event.ActionEvent.TraceGapClosed;
import dev.changeover.event.ActionEvent.TraceGapFound;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One component at one version, e.g. {@code checkout 2.4.0}. Versions as the component writes them.
 */
public record ComponentVersion(String component, String version)
    implements Comparable<ComponentVersion> {

  /** Where a fact of an action says that it happened; empty where it does not tell both. */
  public static Optional<ComponentVersion> toldBy(OfAction event) {
    return switch (event) {
      case ActionAccepted e -> both(e.component(), e.version());
      case ActionFinished e -> both(e.component(), e.version());
      case StepStarted e -> both(e.component(), e.version());
      case StepFinished e -> both(e.component(), e.version());
      case MessagePublished e -> both(e.component(), e.version());
      case MessageConsumed e -> both(e.component(), e.version());
      case EffectRecorded _, EffectLookedUp _, TraceGapFound _, TraceGapClosed _ ->
          Optional.empty();
    };
  }

  private static Optional<ComponentVersion> both(
      @Nullable String component, @Nullable String version) {
    return component == null || version == null
        ? Optional.empty()
        : Optional.of(new ComponentVersion(component, version));
  }

  @Override
  public int compareTo(ComponentVersion other) {
    int byComponent = component.compareTo(other.component);
    return byComponent != 0 ? byComponent : version.compareTo(other.version);
  }

  @Override
  public String toString() {
    return component + " " + version;
  }
}
