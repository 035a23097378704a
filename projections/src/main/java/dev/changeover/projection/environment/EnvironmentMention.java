package dev.changeover.projection.environment;

import dev.changeover.event.DeliveryEvent;
import dev.changeover.event.DeliveryEvent.EnvironmentDeclared;
import dev.changeover.event.DeliveryEvent.EnvironmentModified;
import dev.changeover.event.DeliveryEvent.EnvironmentRemoved;
import dev.changeover.event.Recorded;
import dev.changeover.projection.join.Join;
import org.jspecify.annotations.Nullable;

/**
 * That an environment exists: a fact names it.
 *
 * @param firstPosition of the first fact that does
 * @param declared the latest CDEvents {@code environment.created}; null: never told
 * @param modified the latest {@code environment.modified}
 * @param removed the latest {@code environment.deleted}
 */
record EnvironmentMention(
    String environment,
    long firstPosition,
    @Nullable Recorded<EnvironmentDeclared> declared,
    @Nullable Recorded<EnvironmentModified> modified,
    @Nullable Recorded<EnvironmentRemoved> removed) {

  static EnvironmentMention merge(
      @Nullable EnvironmentMention known, String environment, Recorded<?> fact) {
    EnvironmentMention before =
        known == null
            ? new EnvironmentMention(environment, fact.position(), null, null, null)
            : known;
    return fact.event() instanceof DeliveryEvent e ? before.told(fact, e) : before.from(fact);
  }

  private EnvironmentMention from(Recorded<?> fact) {
    return fact.position() >= firstPosition
        ? this
        : new EnvironmentMention(environment, fact.position(), declared, modified, removed);
  }

  private EnvironmentMention told(Recorded<?> fact, DeliveryEvent event) {
    long first = Math.min(firstPosition, fact.position());
    return switch (event) {
      case EnvironmentDeclared e ->
          new EnvironmentMention(
              environment, first, Recorded.latest(declared, Join.as(fact, e)), modified, removed);
      case EnvironmentModified e ->
          new EnvironmentMention(
              environment, first, declared, Recorded.latest(modified, Join.as(fact, e)), removed);
      case EnvironmentRemoved e ->
          new EnvironmentMention(
              environment, first, declared, modified, Recorded.latest(removed, Join.as(fact, e)));
      case DeliveryEvent.ChangeEvidence _, DeliveryEvent.PipelineObserved _ -> from(fact);
    };
  }
}
