package dev.changeover.timeline;

import static dev.changeover.timeline.Words.because;
import static dev.changeover.timeline.Words.count;
import static dev.changeover.timeline.Words.counts;
import static dev.changeover.timeline.Words.length;
import static dev.changeover.timeline.Words.list;
import static dev.changeover.timeline.Words.named;
import static dev.changeover.timeline.Words.with;
import static dev.changeover.timeline.Words.words;

import dev.changeover.event.ComponentEvent;
import dev.changeover.event.QueueEvent.QueueObserved;
import dev.changeover.event.WorkerEvent;

/** What was seen of components, workers and queues, as sentences. */
final class PresenceSentence {
  private PresenceSentence() {}

  static String of(ComponentEvent event) {
    return switch (event) {
      case ComponentEvent.ComponentObserved e ->
          "%s was seen%s%s."
              .formatted(
                  named(e.component(), e.version()),
                  with(" on ", e.instance()),
                  e.share() == null
                      ? ""
                      : " with " + Math.round(e.share() * 100) + " % of the traffic");
      case ComponentEvent.ComponentRemoved e ->
          "%s is gone%s."
              .formatted(named(e.component(), e.version()), with(" from ", e.instance()));
      case ComponentEvent.ClientObserved e ->
          "%s of %s active%s."
              .formatted(
                  count(e.activeClients(), "client"),
                  named(e.component(), e.version()) + (e.activeClients() == 1 ? " was" : " were"),
                  e.window() == null ? "" : " within " + length(e.window()));
      case ComponentEvent.VersionDeployed e ->
          named(e.component(), e.version()) + " was announced as deployed.";
      case ComponentEvent.VersionUpgraded e ->
          "%s was announced as upgraded to %s.".formatted(e.component(), e.version());
      case ComponentEvent.VersionRolledBack e ->
          "%s was announced as rolled back to %s.".formatted(e.component(), e.version());
      case ComponentEvent.VersionRemoved e ->
          named(e.component(), e.version()) + " was announced as removed.";
      case ComponentEvent.VersionPublished e ->
          named(e.component(), e.version()) + " was announced as published.";
      case ComponentEvent.VersionMarked e ->
          "%s was marked %s%s."
              .formatted(named(e.component(), e.version()), words(e.mark()), because(e.reason()));
      case ComponentEvent.ArtifactObserved e ->
          "The %s of %s is %s."
              .formatted(
                  words(e.what()),
                  named(e.component(), e.version()),
                  e.available() ? "available" : "missing");
      case ComponentEvent.CapacityObserved e ->
          "%s has %d ready of %d needed."
              .formatted(named(e.component(), e.version()), e.ready(), e.needed());
    };
  }

  static String of(WorkerEvent event) {
    return switch (event) {
      case WorkerEvent.WorkerReported e ->
          "Worker %s of %s is %s; takes from %s, accepts %s."
              .formatted(
                  e.instance(),
                  named(e.component(), e.version()),
                  words(e.state()),
                  list(e.queues(), "no queue that it names"),
                  list(e.accepts(), "forms that it does not name"));
      case WorkerEvent.WorkerStopped e ->
          "Worker %s of %s stopped%s."
              .formatted(e.instance(), named(e.component(), e.version()), because(e.reason()));
    };
  }

  static String of(QueueObserved queue) {
    return "Queue %s holds %s%s%s%s%s."
        .formatted(
            queue.queue(),
            count(queue.depth(), "message"),
            queue.bySchema().isEmpty() ? "" : ": " + counts(queue.bySchema()),
            queue.oldestAge() == null ? "" : "; the oldest waits for " + length(queue.oldestAge()),
            with("; dead letters: ", queue.deadLetters()),
            with("; of unknown form: ", queue.unknownSchema()));
  }
}
