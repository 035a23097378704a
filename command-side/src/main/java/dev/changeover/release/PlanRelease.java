package dev.changeover.release;

import dev.changeover.event.StreamName;
import dev.changeover.plan.ReleasePlan;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Hand in a plan, or replace the one that was handed in.
 *
 * @param stream the stream of the release, {@code release/<environment>/<id>}
 * @param actor who hands it in
 */
public record PlanRelease(
    @TargetAggregateIdentifier String stream, ReleasePlan plan, String actor) {

  public static PlanRelease of(ReleasePlan plan, String actor) {
    return new PlanRelease(
        StreamName.ofRelease(plan.environment(), plan.release()).text(), plan, actor);
  }
}
