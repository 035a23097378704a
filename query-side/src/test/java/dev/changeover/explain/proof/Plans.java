package dev.changeover.explain.proof;

import dev.changeover.event.ReleaseEvent.ReleasePlanned;
import dev.changeover.plan.ReleasePlan;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import dev.changeover.plan.ReleasePlan.PlannedMessage;
import dev.changeover.plan.ReleasePlan.PlannedMigration;
import dev.changeover.plan.ReleasePlan.PlannedRollback;
import dev.changeover.plan.ReleasePlan.PlannedStep;
import dev.changeover.plan.ReleasePlan.PlannedVerification;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A release plan as worlds tell it: by whom and why it is planned plays no part in them. */
record Plans(
    List<PlannedComponent> components,
    List<PlannedMigration> migrations,
    List<PlannedMessage> messages,
    List<PlannedStep> steps,
    List<PlannedVerification> verification,
    @Nullable PlannedRollback rollback) {

  static Plans of(List<PlannedComponent> components, List<PlannedMessage> messages) {
    return new Plans(components, List.of(), messages, List.of(), List.of(), null);
  }

  ReleasePlanned of(String release) {
    return new ReleasePlanned(
        release,
        new ReleasePlan(
            release,
            Telling.ENVIRONMENT,
            null,
            null,
            null,
            components,
            migrations,
            messages,
            List.of(),
            steps,
            verification,
            rollback));
  }
}
