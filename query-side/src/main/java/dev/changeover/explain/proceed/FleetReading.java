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
            .toList();
    silentStrays(
            rollout, component, silent.stream().filter(each -> isStray(expected, each)).toList())
        .ifPresent(subjects::add);
    silentAsPlanned(
            rollout, component, silent.stream().filter(each -> !isStray(expected, each)).toList())
        .ifPresent(subjects::add);
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

  private static Optional<ProceedSubject> silentStrays(
      Rollout rollout, PlannedComponent component, List<Presence> silent) {
    return silent(
        rollout,
        "silent instances of " + component.name(),
        "%s of %s that the plan does not have there".formatted(count(silent), component.name()),
        silent);
  }

  /** One that still works and tells nothing may fail unseen, and is missing where it has died. */
  private static Optional<ProceedSubject> silentAsPlanned(
      Rollout rollout, PlannedComponent component, List<Presence> silent) {
    return silent(
        rollout,
        "instances of %s that fell silent".formatted(component.name()),
        "%s of %s that the plan has there".formatted(count(silent), component.name()),
        silent);
  }

  private static Optional<ProceedSubject> silent(
      Rollout rollout, String name, String which, List<Presence> silent) {
    return silent.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Unseen.of(
                name,
                "%s %s silent, and silent is not dead."
                    .formatted(which, silent.size() == 1 ? "is" : "are"),
                cited(rollout, silent),
                "Look whether they still run; send worker.stopped or component.removed where they"
                    + " do not.",
                MissingFact.Kind.HEARTBEAT));
  }

  private static String count(List<Presence> instances) {
    return instances.size() == 1 ? "1 instance" : instances.size() + " instances";
  }
}
