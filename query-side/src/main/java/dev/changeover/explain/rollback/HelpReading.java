package dev.changeover.explain.rollback;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.rollback.HelpOfGoingBack.Failing;
import dev.changeover.explain.rollback.HelpOfGoingBack.Help;
import dev.changeover.projection.action.RecentRun;
import dev.changeover.projection.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Compares how often actions of a type fail on the versions being left with the target in the same
 * time, and with what was before them.
 */
record HelpReading(Scene scene, String component, List<RecentRun> runs) {

  static List<HelpOfGoingBack> subjects(Scene scene) {
    Map<String, List<RecentRun>> runs = byComponent(scene);
    return scene.goingBack().stream()
        .filter(each -> !scene.leaving(each).isEmpty())
        .map(each -> new HelpReading(scene, each, runs.getOrDefault(each, List.of())).read())
        .toList();
  }

  /** The runs that touched each component, each once, in their order. */
  private static Map<String, List<RecentRun>> byComponent(Scene scene) {
    Map<String, List<RecentRun>> runs = new HashMap<>();
    for (RecentRun run : scene.facts().actions().recent()) {
      run.components().forEach(each -> runs.computeIfAbsent(each, _ -> new ArrayList<>()).add(run));
    }
    return runs;
  }

  private HelpOfGoingBack read() {
    NavigableSet<String> types = new TreeSet<>();
    runs.forEach(each -> types.add(each.ref().type()));
    return new HelpOfGoingBack(
        component, target(), types.stream().flatMap(type -> failing(type).stream()).toList());
  }

  private Optional<Failing> failing(String type) {
    Policy policy = scene.policy().of(component);
    double margin = policy.marginPoints() / 100;
    FailureRate here = rate(type, since().and(this::isOnLeft).and(run -> !isOnTarget(run)));
    if (here.ended() < policy.sampleFloor() || here.rate() <= margin) {
      return Optional.empty();
    }
    FailureRate there = rate(type, since().and(this::isOnTarget).and(run -> !isOnLeft(run)));
    FailureRate before = rate(type, since().negate());
    String fails = "%s fails on %s in %s".formatted(type, leaving(), here);
    Failing found;
    if (there.ended() >= policy.sampleFloor()) {
      found = against(type, fails, here, there, margin);
    } else if (before.ended() >= policy.sampleFloor() && failsAlike(here, before, margin)) {
      found =
          new Failing(
              type,
              Help.NO,
              "%s, and did so before that was there, in %s: going back does not cure it."
                  .formatted(fails, before),
              facts(type, here, before, "before " + leaving()));
    } else {
      found =
          new Failing(
              type,
              Help.CANNOT_TELL,
              "%s; too few of %s ended on %s %s to compare (%d of %d needed), so whether going back helps cannot be told."
                  .formatted(fails, type, component, target(), there.ended(), policy.sampleFloor()),
              facts(type, here, there, "on %s %s".formatted(component, target())));
    }
    return Optional.of(found);
  }

  private Failing against(
      String type, String fails, FailureRate here, FailureRate there, double margin) {
    List<CitedFact> facts = facts(type, here, there, "on %s %s".formatted(component, target()));
    if (failsAlike(here, there, margin)) {
      return new Failing(
          type,
          Help.NO,
          "%s, and on %s %s in %s of the same time: going back does not cure it."
              .formatted(fails, component, target(), there),
          facts);
    }
    return here.differsFrom(there) && there.rate() < here.rate()
        ? new Failing(
            type,
            Help.YES,
            "%s, and on %s %s only in %s of the same time: going back should help."
                .formatted(fails, component, target(), there),
            facts)
        : new Failing(
            type,
            Help.CANNOT_TELL,
            "%s, and on %s %s in %s: that may be chance, so whether going back helps cannot be told."
                .formatted(fails, component, target(), there),
            facts);
  }

  /** More often than the margin allows, and less than here by no more than chance would make. */
  private static boolean failsAlike(FailureRate here, FailureRate other, double margin) {
    return other.rate() > margin && (other.rate() >= here.rate() || !here.differsFrom(other));
  }

  private List<CitedFact> facts(
      String type, FailureRate here, FailureRate other, String otherName) {
    return Stream.of(
            cited("failures of %s on %s".formatted(type, leaving()), here),
            cited("failures of %s %s".formatted(type, otherName), other))
        .toList();
  }

  private CitedFact cited(String name, FailureRate rate) {
    return new CitedFact(
        name,
        rate.toString(),
        scene.instant(),
        scene.instant(),
        Duration.ZERO,
        null,
        rate.newest() < 0 ? List.of() : List.of(rate.newest()));
  }

  private FailureRate rate(String type, Predicate<RecentRun> wanted) {
    return FailureRate.of(
        runs.stream().filter(each -> each.ref().type().equals(type)).filter(wanted).toList());
  }

  private Predicate<RecentRun> since() {
    Optional<Instant> since = WhatGoes.since(scene);
    return run -> since.filter(moment -> !run.beganAt().isBefore(moment)).isPresent();
  }

  private boolean isOnTarget(RecentRun run) {
    return run.versions().contains(component + "@" + target());
  }

  private boolean isOnLeft(RecentRun run) {
    return scene.leaving(component).stream()
        .anyMatch(each -> run.versions().contains(component + "@" + each));
  }

  private String leaving() {
    return component + " " + String.join(", ", scene.leaving(component));
  }

  private String target() {
    return scene.targets().versions().getOrDefault(component, "");
  }
}
