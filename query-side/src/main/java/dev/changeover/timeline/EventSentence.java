package dev.changeover.timeline;

import static dev.changeover.timeline.Words.because;
import static dev.changeover.timeline.Words.counts;
import static dev.changeover.timeline.Words.in;
import static dev.changeover.timeline.Words.list;
import static dev.changeover.timeline.Words.named;
import static dev.changeover.timeline.Words.with;
import static dev.changeover.timeline.Words.words;

import dev.changeover.event.ActionEvent;
import dev.changeover.event.CacheEvent;
import dev.changeover.event.CallbackEvent;
import dev.changeover.event.CoexistenceEvent;
import dev.changeover.event.ComponentEvent;
import dev.changeover.event.DecisionEvent.DecisionRecorded;
import dev.changeover.event.DeliveryEvent;
import dev.changeover.event.Event;
import dev.changeover.event.FeedEvent;
import dev.changeover.event.FlagEvent.FlagChanged;
import dev.changeover.event.IncidentEvent;
import dev.changeover.event.MigrationEvent;
import dev.changeover.event.OtherFact;
import dev.changeover.event.PathEvent;
import dev.changeover.event.PolicyEvent;
import dev.changeover.event.QueueEvent.QueueObserved;
import dev.changeover.event.ReleaseEvent;
import dev.changeover.event.ScheduleEvent;
import dev.changeover.event.VerificationEvent;
import dev.changeover.event.WorkerEvent;

/**
 * Any fact as one plain sentence, ready to be pasted into a channel. Says what the source told and
 * nothing else; the same fact gives the same sentence for ever, so it holds no clock and no
 * look-up.
 */
public final class EventSentence {
  private EventSentence() {}

  /** The sentence; begins with a capital or a name and ends in a full stop. */
  public static String of(Event event) {
    return switch (event) {
      case ActionEvent e -> ActionSentence.of(e);
      case CacheEvent e -> cache(e);
      case CallbackEvent e -> callback(e);
      case CoexistenceEvent e -> coexistence(e);
      case ComponentEvent e -> PresenceSentence.of(e);
      case DecisionRecorded e ->
          "%s decided '%s' on %s of %s%s%s."
              .formatted(
                  e.actor(),
                  e.choice(),
                  e.question(),
                  e.subject(),
                  Boolean.TRUE.equals(e.override()) ? ", against the verdict" : "",
                  because(e.reason()));
      case DeliveryEvent e -> delivery(e);
      case FlagChanged e ->
          "Flag %s was set to %s%s%s."
              .formatted(
                  e.flag(), e.variant(), with(", meaning ", e.meaning()), in(e.component(), null));
      case FeedEvent.FeedGapFound e -> gap(e);
      case FeedEvent.FeedGapClosed e ->
          "The gaps of %s that were found up to position %d were looked at by %s%s."
              .formatted(e.topic(), e.foundUpTo(), e.by(), because(e.reason()));
      case IncidentEvent e -> incident(e);
      case MigrationEvent e -> ChangeSentence.of(e);
      case OtherFact e -> "An event of type " + e.wireType() + " was recorded.";
      case PathEvent e -> path(e);
      case PolicyEvent.PolicyDeclared e ->
          "Policy was declared: %s.".formatted(list(e.values().entrySet(), "no values"));
      case PolicyEvent.EntityChanged e ->
          "%s was changed to version %s by %s.".formatted(e.key(), e.version(), e.by());
      case QueueObserved e -> PresenceSentence.of(e);
      case ReleaseEvent e -> ChangeSentence.of(e);
      case ScheduleEvent e -> schedule(e);
      case VerificationEvent e -> verification(e);
      case WorkerEvent e -> PresenceSentence.of(e);
    };
  }

  private static String cache(CacheEvent event) {
    return switch (event) {
      case CacheEvent.CacheObserved e ->
          e.entriesByFormat().isEmpty()
              ? "Cache %s was looked into; what it holds was not told.".formatted(e.component())
              : "Cache %s holds %s.".formatted(e.component(), counts(e.entriesByFormat()));
      case CacheEvent.CacheFlushed e ->
          "Cache %s was flushed%s."
              .formatted(
                  e.component(),
                  e.entriesByFormat().isEmpty() ? "" : ", leaving " + counts(e.entriesByFormat()));
    };
  }

  private static String callback(CallbackEvent event) {
    return switch (event) {
      case CallbackEvent.CallbackRegistered e ->
          "Callback %s was registered%s%s%s%s."
              .formatted(
                  e.callback(),
                  with(" with ", e.provider()),
                  with(" for ", e.action()),
                  in(e.component(), e.version()),
                  with(", awaited until ", e.expires()));
      case CallbackEvent.CallbackReceived e ->
          "Callback %s came%s%s."
              .formatted(e.callback(), with(" from ", e.provider()), with(" for ", e.action()));
      case CallbackEvent.CallbackExpired e ->
          "Callback %s%s%s was not answered in its window."
              .formatted(e.callback(), with(" with ", e.provider()), with(" for ", e.action()));
    };
  }

  private static String coexistence(CoexistenceEvent event) {
    return switch (event) {
      case CoexistenceEvent.CoexistenceDeclared e ->
          "%s (%s) beside %s (%s) was declared %s%s."
              .formatted(
                  e.a().component(),
                  e.a().versions(),
                  e.b().component(),
                  e.b().versions(),
                  words(e.verdict()),
                  with(" until ", e.until()));
      case CoexistenceEvent.PairVerified e ->
          "%s beside %s was tried%s and %s."
              .formatted(e.a(), e.b(), with(" by ", e.by()), words(e.outcome()));
    };
  }

  private static String delivery(DeliveryEvent event) {
    return switch (event) {
      case DeliveryEvent.EnvironmentDeclared e ->
          "Environment %s was declared.".formatted(e.name());
      case DeliveryEvent.EnvironmentModified e ->
          "Environment %s was modified.".formatted(e.name());
      case DeliveryEvent.EnvironmentRemoved e -> "Environment %s was removed.".formatted(e.name());
      case DeliveryEvent.ChangeEvidence e -> "%s: %s.".formatted(e.kind(), e.subject());
      case DeliveryEvent.PipelineObserved e ->
          "%s: %s%s.".formatted(e.kind(), named(e.run(), e.name()), with(", ", e.outcome()));
    };
  }

  private static String incident(IncidentEvent event) {
    return switch (event) {
      case IncidentEvent.IncidentOpened e ->
          "Incident %s was opened%s%s."
              .formatted(e.incident(), in(e.component(), e.version()), because(e.detail()));
      case IncidentEvent.IncidentResolved e ->
          "Incident %s was resolved%s%s."
              .formatted(e.incident(), in(e.component(), e.version()), because(e.detail()));
      case IncidentEvent.FreezeStarted e -> "A freeze began%s.".formatted(because(e.reason()));
      case IncidentEvent.FreezeEnded e -> "The freeze ended%s.".formatted(because(e.reason()));
    };
  }

  private static String gap(FeedEvent.FeedGapFound event) {
    String which =
        event.to() == null
            ? "from offset " + event.from()
            : "from offset %d to %d".formatted(event.from(), event.to() - 1);
    return "Records of %s, partition %d, %s were not taken: %s. Facts may be missing."
        .formatted(
            event.topic(),
            event.partition(),
            which,
            switch (event.reason()) {
              case EXPIRED -> "they were deleted before they were read";
              case RECREATED -> "the topic was deleted and made again";
              case TRUNCATED -> "the brokers have lost them";
              case UNREADABLE -> "they could not be read, or not wholly, and are in quarantine";
            });
  }

  private static String path(PathEvent event) {
    return switch (event) {
      case PathEvent.PathIntroduced e ->
          "Compatibility path %s was introduced%s%s."
              .formatted(e.path(), with(", owned by ", e.owner()), with(", until ", e.expires()));
      case PathEvent.PathUsed e ->
          "Compatibility path %s was used by %s."
              .formatted(e.path(), list(e.callers(), "callers that were not named"));
      case PathEvent.PathRemoved e -> "Compatibility path %s was removed.".formatted(e.path());
    };
  }

  private static String schedule(ScheduleEvent event) {
    return switch (event) {
      case ScheduleEvent.ScheduleRegistered e ->
          "Schedule %s was registered by %s%s."
              .formatted(
                  e.schedule(), named(e.component(), e.version()), with(", next at ", e.next()));
      case ScheduleEvent.ScheduleRemoved e ->
          "Schedule %s of %s was removed."
              .formatted(e.schedule(), named(e.component(), e.version()));
      case ScheduleEvent.ScheduleFired e ->
          "Schedule %s fired%s%s."
              .formatted(
                  e.schedule(), in(e.component(), e.version()), with(", next at ", e.next()));
    };
  }

  private static String verification(VerificationEvent event) {
    return switch (event) {
      case VerificationEvent.ProbeFinished e ->
          "Probe %s through %s %s."
              .formatted(
                  e.probe(),
                  list(e.exercised(), "versions that were not named"),
                  words(e.outcome()));
      case VerificationEvent.VerificationFinished e ->
          "%s %s finished%s%s."
              .formatted(
                  e.kind(),
                  e.verification(),
                  with(" with outcome ", e.outcome()),
                  because(e.detail()));
    };
  }
}
