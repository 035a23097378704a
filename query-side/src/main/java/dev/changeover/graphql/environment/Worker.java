package dev.changeover.graphql.environment;

import dev.changeover.event.MessageForm;
import dev.changeover.event.Recorded;
import dev.changeover.event.WorkerEvent.OnUnknown;
import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.event.WorkerEvent.WorkerState;
import dev.changeover.graphql.Cites;
import dev.changeover.projection.environment.component.Presence;
import dev.changeover.projection.environment.component.Standing;
import dev.changeover.projection.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A process that takes work from queues, as it reported last. */
record Worker(
    String component,
    String instance,
    @Nullable String version,
    Standing standing,
    WorkerState state,
    List<String> queues,
    List<String> accepts,
    @Nullable OnUnknown onUnknown,
    @Nullable Long inFlight,
    Instant reportedAt,
    Duration maxAge,
    List<Long> positions)
    implements Cites {

  static Worker of(
      Presence presence, Recorded<WorkerReported> report, Instant instant, Policy policy) {
    WorkerReported said = report.event();
    return new Worker(
        said.component(),
        said.instance(),
        said.version(),
        presence.standingAt(instant, policy),
        said.state(),
        said.queues(),
        said.accepts().stream().map(MessageForm::text).toList(),
        said.onUnknown(),
        said.inFlight(),
        report.effectiveAt(),
        presence.maxAge(policy),
        Positions.of(report));
  }
}
