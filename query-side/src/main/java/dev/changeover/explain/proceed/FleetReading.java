package dev.changeover.explain.proceed;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import dev.changeover.plan.ReleasePlan.PlannedStep;
import dev.changeover.projection.environment.component.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.stream.Stream;

/** The instances of the planned components against the plan. */
final class FleetReading {
  private FleetReading() {}

  static List<ProceedSubject> subjects(Rollout rollout) {
    return Stream.concat(
            rollout.running().stream().flatMap(each -> of(rollout, each).stream()),
            rollout.unwatched().stream().map(each -> new UnwatchedPart(each.name(), each.kind())))
        .toList();
  }

  private static List<ProceedSubject> of(Rollout rollout, PlannedComponent component) {
    NavigableSet<String> expected = rollout.expected(component);
    List<Presence> possible = rollout.at().possiblyLive(component.name());
    List<Presence> fresh =
        possible.stream().filter(each -> each.liveAt(rollout.instant(), rollout.policy())).toList();
    if (fresh.isEmpty() && !expected.isEmpty()) {
      return List.of(outOfSight(rollout, component));
    }
    List<ProceedSubject> subjects = new ArrayList<>();
    subjects.add(
        new Fleet(
            component.name(),
            expected,
            cited(rollout, fresh),
            cited(rollout, fresh.stream().filter(each -> isStray(expected, each)).toList()),
            wanted(rollout, component),
            (int) fresh.stream().filter(each -> component.to().equals(each.version())).count(),
            rollout.cite().fact("plan", "versions of " + component.name(), rollout.planFact())));
    List<Presence> silent =
        possible.stream()
            .filter(each -> !each.liveAt(rollout.instant(), rollout.policy()))
            .filter(each -> isStray(expected, each))
            .toList();
    if (!silent.isEmpty()) {
      subjects.add(silentStrays(rollout, component, silent));
    }
    return subjects;
  }

  private static boolean isStray(NavigableSet<String> expected, Presence presence) {
    return presence.version() == null || !expected.contains(presence.version());
  }

  /** Of the steps that are done, the last that says how many. */
  private static int wanted(Rollout rollout, PlannedComponent component) {
    List<PlannedStep> done =
        rollout.deploying(component.name()).stream()
            .filter(each -> rollout.hasBrought(each))
            .toList();
    if (done.isEmpty()) {
      return 0;
    }
    Integer instances =
        done.stream()
            .flatMap(each -> Optional.ofNullable(each.instances()).stream())
            .max(Integer::compareTo)
            .orElse(1);
    return instances;
  }

  private static List<CitedFact> cited(Rollout rollout, List<Presence> presences) {
    return presences.stream().map(rollout.at()::cite).toList();
  }

  private static Unseen outOfSight(Rollout rollout, PlannedComponent component) {
    Optional<CitedFact> last = rollout.at().lastSeen(component.name());
    return Unseen.of(
        "instances of " + component.name(),
        last.map(
                seen ->
                    "Nothing has been heard of %s since %s."
                        .formatted(component.name(), seen.spokenMoment()))
            .orElse("Nothing was ever heard of %s.".formatted(component.name())),
        last.stream().toList(),
        "Let the instances of %s report: heartbeats, spans or component.observed."
            .formatted(component.name()),
        MissingFact.Kind.HEARTBEAT);
  }

  private static Unseen silentStrays(
      Rollout rollout, PlannedComponent component, List<Presence> silent) {
    return Unseen.of(
        "silent instances of " + component.name(),
        "%d %s of %s that the plan does not have there %s silent, and silent is not dead."
            .formatted(
                silent.size(),
                silent.size() == 1 ? "instance" : "instances",
                component.name(),
                silent.size() == 1 ? "is" : "are"),
        cited(rollout, silent),
        "Look whether they still run; send worker.stopped or component.removed where they do not.",
        MissingFact.Kind.HEARTBEAT);
  }
}
