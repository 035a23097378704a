package dev.changeover.projection.environment;

import static dev.changeover.projection.join.Join.as;

import dev.changeover.event.CacheEvent;
import dev.changeover.event.CacheEvent.CacheFlushed;
import dev.changeover.event.CacheEvent.CacheObserved;
import dev.changeover.event.CallbackEvent;
import dev.changeover.event.CallbackEvent.CallbackExpired;
import dev.changeover.event.CallbackEvent.CallbackReceived;
import dev.changeover.event.CallbackEvent.CallbackRegistered;
import dev.changeover.event.FlagEvent.FlagChanged;
import dev.changeover.event.PathEvent;
import dev.changeover.event.PathEvent.PathIntroduced;
import dev.changeover.event.PathEvent.PathRemoved;
import dev.changeover.event.PathEvent.PathUsed;
import dev.changeover.event.Recorded;
import dev.changeover.event.ScheduleEvent;
import dev.changeover.event.ScheduleEvent.ScheduleFired;
import dev.changeover.event.ScheduleEvent.ScheduleRegistered;
import dev.changeover.event.ScheduleEvent.ScheduleRemoved;
import dev.changeover.projection.environment.dependant.CacheFacts;
import dev.changeover.projection.environment.dependant.CallbackWords;
import dev.changeover.projection.environment.dependant.FlagFacts;
import dev.changeover.projection.environment.dependant.PathFacts;
import dev.changeover.projection.environment.dependant.ScheduleFacts;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What facts about callbacks, schedules, caches, flags and paths change. */
final class DependantChanges {
  private DependantChanges() {}

  static Change<CallbackWords> of(Recorded<?> fact, CallbackEvent event) {
    UnaryOperator<CallbackWords> change =
        switch (event) {
          case CallbackRegistered e -> each -> each.registered(as(fact, e));
          case CallbackReceived e -> each -> each.received(as(fact, e));
          case CallbackExpired e -> each -> each.expired(as(fact, e));
        };
    return Change.of(
        StateKind.CALLBACK,
        known -> change.apply(known == null ? CallbackWords.none(event.callback()) : known),
        event.callback());
  }

  static Change<ScheduleFacts> of(Recorded<?> fact, ScheduleEvent event) {
    String schedule = event.schedule();
    return switch (event) {
      case ScheduleRegistered e ->
          schedule(schedule, e.component(), e.version(), each -> each.registered(as(fact, e)));
      case ScheduleFired e ->
          schedule(schedule, e.component(), e.version(), each -> each.fired(as(fact, e)));
      case ScheduleRemoved e ->
          schedule(schedule, e.component(), e.version(), each -> each.removed(as(fact, e)));
    };
  }

  private static Change<ScheduleFacts> schedule(
      String schedule,
      String component,
      @Nullable String version,
      UnaryOperator<ScheduleFacts> change) {
    return Change.of(
        StateKind.SCHEDULE,
        known ->
            change.apply(known == null ? ScheduleFacts.none(schedule, component, version) : known),
        schedule,
        component,
        version);
  }

  static Change<CacheFacts> of(Recorded<?> fact, CacheEvent event) {
    return switch (event) {
      case CacheObserved e -> cache(e.component(), each -> each.observed(as(fact, e)));
      case CacheFlushed e -> cache(e.component(), each -> each.flushed(as(fact, e)));
    };
  }

  private static Change<CacheFacts> cache(String component, UnaryOperator<CacheFacts> change) {
    return Change.of(
        StateKind.CACHE,
        known -> change.apply(known == null ? CacheFacts.none(component) : known),
        component);
  }

  static Change<FlagFacts> of(Recorded<FlagChanged> fact) {
    String flag = fact.event().flag();
    return Change.of(
        StateKind.FLAG,
        known -> (known == null ? FlagFacts.none(flag) : known).changed(fact),
        flag);
  }

  static Change<PathFacts> of(Recorded<?> fact, PathEvent event) {
    UnaryOperator<PathFacts> change =
        switch (event) {
          case PathIntroduced e -> each -> each.introduced(as(fact, e));
          case PathUsed e -> each -> each.used(as(fact, e));
          case PathRemoved e -> each -> each.removed(as(fact, e));
        };
    return Change.of(
        StateKind.PATH,
        known -> change.apply(known == null ? PathFacts.none(event.path()) : known),
        event.path());
  }
}
