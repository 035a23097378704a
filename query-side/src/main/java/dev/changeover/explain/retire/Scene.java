package dev.changeover.explain.retire;

import dev.changeover.event.ComponentKind;
import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.environment.EnvironmentAt;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.component.ComponentFacts;
import dev.changeover.projection.environment.component.Presence;
import dev.changeover.projection.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The environment at the instant asked, as this question looks at it. */
record Scene(EnvironmentAt at) {

  static Scene of(EnvironmentFacts facts, Instant instant) {
    return new Scene(new EnvironmentAt(facts, instant, Optional.empty()));
  }

  EnvironmentFacts environment() {
    return at.facts();
  }

  Instant instant() {
    return at.instant();
  }

  Policy policy() {
    return at.policy();
  }

  CitedFact cite(String name, String value, Recorded<?> fact) {
    return at.cite().fact(name, value, fact);
  }

  CitedFact cite(String name, String value, Recorded<?> fact, Duration maxAge) {
    return at.cite().fact(name, value, fact, maxAge);
  }

  List<CitedFact> cite(List<Presence> presences) {
    return presences.stream().map(each -> at.cite(each)).toList();
  }

  /** That a list is complete is known by the position it was read at, not by an event. */
  CitedFact readAt(String name, long position) {
    return new CitedFact(
        name,
        "all, up to position " + position,
        instant(),
        instant(),
        Duration.ZERO,
        null,
        List.of());
  }

  boolean isA(ComponentKind kind, String component) {
    return at.kind(component).filter(kind::equals).isPresent();
  }

  List<Presence> presences(String component) {
    return environment().component(component).map(ComponentFacts::presences).orElse(List.of());
  }

  /** Instances seen within their maximum age. */
  List<Presence> live(String component) {
    return presences(component).stream().filter(each -> each.liveAt(instant(), policy())).toList();
  }

  List<Presence> possiblyLive(String component) {
    return at.possiblyLive(component);
  }

  /**
   * Instances of all components that are there, or of which nobody has proved that they are not.
   */
  Stream<Presence> possiblyLive() {
    return environment().components().keySet().stream()
        .flatMap(each -> possiblyLive(each).stream());
  }

  /**
   * Whether it is known what runs of a component: an instance of it is fresh, or all that was seen
   * of it has ended and no pipeline says that it is there.
   */
  boolean isSeen(String component) {
    return at.isSeen(component);
  }

  /** That long before the instant. */
  Instant ago(Duration length) {
    return instant().minus(length);
  }
}
