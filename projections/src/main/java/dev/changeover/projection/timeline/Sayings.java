package dev.changeover.projection.timeline;

import dev.changeover.event.CacheEvent.CacheObserved;
import dev.changeover.event.ComponentEvent.CapacityObserved;
import dev.changeover.event.ComponentEvent.ClientObserved;
import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.ComponentEvent.ComponentRemoved;
import dev.changeover.event.Event;
import dev.changeover.event.MessageForm;
import dev.changeover.event.QueueEvent.QueueObserved;
import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.event.WorkerEvent.WorkerStopped;
import dev.changeover.projection.timeline.Placement.Saying;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a periodic report says that is worth an entry when it changes: the version of an instance,
 * what a worker takes, which message forms are in a queue. Numbers that move all the time are not
 * part of it, only whether they are zero. An end is part of it too, so that a return is news.
 */
final class Sayings {
  private Sayings() {}

  static Optional<Saying> of(Event event) {
    return Optional.ofNullable(
        switch (event) {
          case ComponentObserved e ->
              new Saying(instance(e.component(), e.version(), e.instance()), e.version());
          case ComponentRemoved e -> Saying.end(instance(e.component(), e.version(), e.instance()));
          case WorkerReported e -> new Saying(worker(e.component(), e.instance()), said(e));
          case WorkerStopped e -> Saying.end(worker(e.component(), e.instance()));
          case QueueObserved e -> new Saying("queue/" + e.queue(), said(e));
          case CacheObserved e -> new Saying("cache/" + e.component(), forms(e.entriesByFormat()));
          case CapacityObserved e ->
              new Saying(
                  "capacity/" + e.component() + "/" + e.version(),
                  e.ready() < e.needed() ? "short" : "enough");
          case ClientObserved e ->
              new Saying(
                  "clients/" + e.component() + "/" + e.version(),
                  e.activeClients() > 0 ? "some" : "none");
          default -> null;
        });
  }

  private static String instance(String component, String version, @Nullable String instance) {
    return instance == null
        ? "component/" + component + "/version/" + version
        : "component/" + component + "/instance/" + instance;
  }

  private static String worker(String component, String instance) {
    return "worker/" + component + "/" + instance;
  }

  private static String said(WorkerReported worker) {
    return String.join(
        " ",
        Objects.requireNonNullElse(worker.version(), "?"),
        new TreeSet<>(worker.queues()).toString(),
        new TreeSet<>(worker.accepts()).toString(),
        worker.state().name(),
        String.valueOf(worker.onUnknown()));
  }

  private static String said(QueueObserved queue) {
    return "%s %s dead %s delayed %s unknown %s"
        .formatted(
            queue.depth() > 0 ? "filled" : "empty",
            forms(queue.bySchema()),
            any(queue.deadLetters()),
            any(queue.delayed()),
            any(queue.unknownSchema()));
  }

  private static String forms(Map<MessageForm, Long> counts) {
    var present = new TreeSet<MessageForm>();
    counts.forEach(
        (form, count) -> {
          if (count > 0) {
            present.add(form);
          }
        });
    return present.toString();
  }

  private static String any(@Nullable Long count) {
    return count == null ? "?" : count > 0 ? "some" : "none";
  }
}
