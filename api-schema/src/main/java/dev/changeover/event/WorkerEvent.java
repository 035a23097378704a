package dev.changeover.event;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Heartbeats and ends of workers; {@code component/<environment>/<component>}. */
public sealed interface WorkerEvent extends Event {
  String component();

  /**
   * A heartbeat.
   *
   * @param version null: the worker does not say
   * @param accepts message forms it can process; empty: not told
   * @param inFlight messages in work
   * @param interval how often it reports; its maximum age is three times that, at most 90 s
   * @param onUnknown what it does with a form that it does not accept
   */
  record WorkerReported(
      String component,
      @Nullable String version,
      String instance,
      @Nullable String pool,
      List<String> queues,
      List<MessageForm> accepts,
      @Nullable Long inFlight,
      WorkerState state,
      @Nullable Duration interval,
      @Nullable OnUnknown onUnknown)
      implements WorkerEvent {}

  record WorkerStopped(
      String component, @Nullable String version, String instance, @Nullable String reason)
      implements WorkerEvent {}

  /** DRAINING finishes what it has and takes nothing new. */
  enum WorkerState {
    RUNNING,
    DRAINING,
    SHUTTING_DOWN
  }

  /** What happens to a message whose form the worker does not accept. */
  enum OnUnknown {
    DISCARD,
    NACK,
    PARK
  }
}
