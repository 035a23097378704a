package dev.changeover.projection.timeline;

import dev.changeover.event.ActionEvent;
import dev.changeover.event.ActionRef;
import dev.changeover.event.CacheEvent;
import dev.changeover.event.CallbackEvent;
import dev.changeover.event.CoexistenceEvent;
import dev.changeover.event.ComponentEvent;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.DecisionEvent;
import dev.changeover.event.DeliveryEvent;
import dev.changeover.event.Event;
import dev.changeover.event.FeedEvent;
import dev.changeover.event.FlagEvent;
import dev.changeover.event.IncidentEvent;
import dev.changeover.event.MigrationEvent;
import dev.changeover.event.OtherFact;
import dev.changeover.event.PathEvent;
import dev.changeover.event.PolicyEvent;
import dev.changeover.event.QueueEvent;
import dev.changeover.event.ReleaseEvent;
import dev.changeover.event.ScheduleEvent;
import dev.changeover.event.VerificationEvent;
import dev.changeover.event.WorkerEvent;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The timelines that each fact is part of. What one action does is part of the action's timeline
 * and the environment's, and not of those of the components and queues it passes: there it would
 * bury what changed.
 */
final class Subjects {
  private Subjects() {}

  static List<TimelineSubject> of(TimelineSubject environment, Event event) {
    return Stream.concat(Stream.of(environment), named(environment, event)).distinct().toList();
  }

  private static Stream<TimelineSubject> named(TimelineSubject in, Event event) {
    return switch (event) {
      case ActionEvent.ActionTypeDeclared _ -> Stream.empty();
      case ActionEvent.OfAction e -> Stream.of(in.action(e.action()));
      case ReleaseEvent e -> release(in, e);
      case MigrationEvent.MigrationDeclared e ->
          Stream.concat(Stream.of(in.migration(e.migration())), component(in, e.schema()));
      case MigrationEvent e -> Stream.of(in.migration(e.migration()));
      case ComponentEvent e -> component(in, e.component());
      case WorkerEvent e -> component(in, e.component());
      case QueueEvent.QueueObserved e -> Stream.of(in.queue(e.queue()));
      case CacheEvent.CacheObserved e -> component(in, e.component());
      case CacheEvent.CacheFlushed e -> component(in, e.component());
      case CallbackEvent e -> action(in, e.action());
      case CoexistenceEvent.CoexistenceDeclared e ->
          Stream.of(in.component(e.a().component()), in.component(e.b().component()));
      case CoexistenceEvent.PairVerified e ->
          Stream.of(in.component(e.a().component()), in.component(e.b().component()));
      case FlagEvent.FlagChanged e -> component(in, e.component());
      case IncidentEvent.IncidentOpened e -> component(in, e.component());
      case IncidentEvent.IncidentResolved e -> component(in, e.component());
      case IncidentEvent.FreezeStarted _, IncidentEvent.FreezeEnded _ -> Stream.empty();
      case PathEvent.PathIntroduced e -> components(in, e.neededBy());
      case PathEvent.PathUsed e -> components(in, e.neededBy());
      case PathEvent.PathRemoved e -> components(in, e.neededBy());
      case ScheduleEvent.ScheduleRegistered e -> component(in, e.component());
      case ScheduleEvent.ScheduleRemoved e -> component(in, e.component());
      case ScheduleEvent.ScheduleFired e -> component(in, e.component());
      case VerificationEvent.ProbeFinished e ->
          Stream.concat(
              action(in, e.action()),
              e.exercised().stream().map(ComponentVersion::component).map(in::component));
      case VerificationEvent.VerificationFinished _ -> Stream.empty();
      case DecisionEvent.DecisionRecorded e -> decided(in, e);
      case DeliveryEvent _, FeedEvent _, PolicyEvent _, OtherFact _ -> Stream.empty();
    };
  }

  private static Stream<TimelineSubject> release(TimelineSubject in, ReleaseEvent event) {
    return switch (event) {
      case ReleaseEvent.ReleasePlanned e -> Stream.of(in.release(e.release()));
      case ReleaseEvent.ReleasePlanAmended e -> Stream.of(in.release(e.release()));
      case ReleaseEvent.ReleaseStarted e -> Stream.of(in.release(e.release()));
      case ReleaseEvent.ReleaseFinished e -> Stream.of(in.release(e.release()));
      case ReleaseEvent.ReleaseAborted e -> Stream.of(in.release(e.release()));
      case ReleaseEvent.ReleaseStepStarted e -> Stream.of(in.release(e.release()));
      case ReleaseEvent.ReleaseStepFinished e -> Stream.of(in.release(e.release()));
      case ReleaseEvent.RollbackStarted e ->
          Stream.concat(Stream.of(in.release(e.release())), component(in, e.component()));
      case ReleaseEvent.RollbackFinished e ->
          Stream.concat(Stream.of(in.release(e.release())), component(in, e.component()));
      case ReleaseEvent.RollbackRehearsed e ->
          Stream.concat(
              Stream.ofNullable(e.release()).map(in::release), component(in, e.component()));
    };
  }

  /**
   * The subject of a decision is the subject of a verdict, an action or {@code
   * environment/release}; of a release the id alone will do.
   */
  private static Stream<TimelineSubject> decided(
      TimelineSubject in, DecisionEvent.DecisionRecorded event) {
    String subject = event.subject();
    if (event.question().equals("RETRY")) {
      int slash = subject.indexOf('/');
      return slash < 1 || slash == subject.length() - 1
          ? Stream.empty()
          : Stream.of(in.action(ActionRef.parse(subject)));
    }
    String within = in.environment() + "/";
    String release = subject.startsWith(within) ? subject.substring(within.length()) : subject;
    return release.isEmpty() || event.question().equals("RETIRE")
        ? Stream.empty()
        : Stream.of(in.release(release));
  }

  private static Stream<TimelineSubject> component(TimelineSubject in, @Nullable String name) {
    return name == null ? Stream.empty() : Stream.of(in.component(name));
  }

  private static Stream<TimelineSubject> components(TimelineSubject in, Map<String, ?> named) {
    return named.keySet().stream().sorted().map(in::component);
  }

  private static Stream<TimelineSubject> action(TimelineSubject in, @Nullable ActionRef action) {
    return action == null ? Stream.empty() : Stream.of(in.action(action));
  }
}
