package dev.changeover.projection.environment;

import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.Event;
import dev.changeover.event.EventId;
import dev.changeover.event.MessageForm;
import dev.changeover.event.Recorded;
import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.event.WorkerEvent.WorkerState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A short history, told event by event: {@code new Facts().at("PT5M", event).known()}. */
public final class Facts {
  /** The moment that lengths are counted from. */
  public static final Instant START = Instant.parse("2026-11-20T14:00:00Z");

  private final List<Recorded<?>> facts = new ArrayList<>();

  /** The moment that long after the start. */
  public static Instant after(String length) {
    return START.plus(Duration.parse(length));
  }

  /** That happened then and was recorded at once. */
  public Facts at(String length, Event... events) {
    for (Event event : events) {
      int position = facts.size();
      facts.add(
          new Recorded<>(
              position,
              new EventId("/test", "e" + position),
              "production",
              "subject",
              after(length),
              after(length),
              event));
    }
    return this;
  }

  public List<Recorded<?>> list() {
    return facts;
  }

  public EnvironmentFacts known() {
    return EnvironmentFacts.fold("production", facts);
  }

  /** An instance of a component at a version. */
  public static ComponentObserved seen(String component, String version, String instance) {
    return new ComponentObserved(component, null, version, instance, null, null, null);
  }

  public static ComponentObserved seen(ComponentKind kind, String component, String version) {
    return new ComponentObserved(component, kind, version, null, null, null, null);
  }

  /** A running worker on queue {@code orders} that reports every 30 s. */
  public static WorkerReported worker(String version, String instance, String... accepts) {
    return worker(WorkerState.RUNNING, version, instance, accepts);
  }

  public static WorkerReported worker(
      WorkerState state, String version, String instance, String... accepts) {
    return new WorkerReported(
        "order-worker",
        version,
        instance,
        null,
        List.of("orders"),
        Stream.of(accepts).map(MessageForm::new).toList(),
        0L,
        state,
        Duration.ofSeconds(30),
        null);
  }
}
