package dev.changeover.explain.rollback;

import dev.changeover.event.Recorded;
import dev.changeover.event.ReleaseEvent.RollbackRehearsed;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Combining;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Judging;
import dev.changeover.explain.Question;
import dev.changeover.projection.action.InFlightAction;
import dev.changeover.projection.action.InFlightReader.Wanted;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What follows from the facts about a rollback, besides the verdict. Pure. */
public final class RollbackAnswers {
  private final Scene scene;
  private final List<RollbackSubject> subjects;

  public RollbackAnswers(RollbackFacts facts) {
    this.scene = new Scene(facts, TargetReading.read(facts));
    this.subjects = RollbackJudgement.subjects(scene);
  }

  /** The cures in order, each with the count that is left. */
  public RollbackPlan plan(Judging rules) {
    List<Finding> findings = rules.judge(Question.ROLLBACK, subjects);
    Map<String, RollbackSubject> byName = new LinkedHashMap<>();
    subjects.forEach(each -> byName.putIfAbsent(each.name(), each));
    String label = scene.targets().label();
    RollbackPath path = path();
    return new RollbackPlan(
        label.isEmpty() ? null : label,
        Combining.answer(findings),
        new PlanReading(scene, byName, findings).steps(path),
        path);
  }

  /** An order of the components, or the proof that there is none. */
  public RollbackPath path() {
    PairReading pairing = new PairReading(scene, MigrationReading.subjects(scene));
    return new PathReading(scene, pairing.pairs(), pairing.orders()).read();
  }

  /** Whatever would break and is not an action, in a stable order. */
  public List<BlastEntry> blast() {
    return BlastReading.read(subjects);
  }

  /** For each component that would go back, in order, the actions that would break. */
  public List<Wanted> actionsInTheWay() {
    return scene.going().pinned();
  }

  /** An action in flight as an entry of the blast list. */
  public BlastEntry blast(InFlightAction action) {
    ActionsKnown known = scene.facts().actions();
    return BlastReading.action(scene, action, scene.going().stuck(known.groups(), known.steps()));
  }

  /**
   * Whether it is past the point of no return; {@code passedAt} is the time of the earliest fact
   * that shows it here, at this position.
   */
  public Optional<PointOfNoReturn> pointOfNoReturn() {
    List<PastReturn> past = PastReturn.read(subjects);
    return past.stream()
        .flatMap(each -> each.facts().stream())
        .map(RollbackAnswers::effective)
        .min(Instant::compareTo)
        .map(
            at ->
                new PointOfNoReturn(
                    at,
                    past.stream().map(PastReturn::because).collect(Collectors.joining(" ")),
                    past.stream().mapToLong(PastReturn::objects).sum(),
                    past.stream()
                        .flatMap(each -> each.facts().stream())
                        .flatMap(fact -> fact.positions().stream())
                        .distinct()
                        .sorted()
                        .toList()));
  }

  private static Instant effective(CitedFact fact) {
    return fact.observedAt().isAfter(fact.recordedAt()) ? fact.recordedAt() : fact.observedAt();
  }

  /** When what would be undone began; empty: nothing tells. */
  public Optional<Instant> since() {
    return scene.leftSince();
  }

  /** Whether it would end the failures that are seen. */
  public HelpAdvice help() {
    return HelpAdvice.of(HelpReading.subjects(scene));
  }

  /** Rehearsals of this way back, the latest first. */
  public List<Rehearsed> rehearsals() {
    RehearsalReading reading = new RehearsalReading(scene, MigrationReading.subjects(scene));
    return reading.all().stream().map(each -> rehearsed(reading, each)).toList();
  }

  private static Rehearsed rehearsed(RehearsalReading reading, Recorded<RollbackRehearsed> fact) {
    return new Rehearsed(fact, reading.read(fact));
  }

  /** A rehearsal, and what it is worth now. */
  public record Rehearsed(Recorded<RollbackRehearsed> fact, WayBack.Rehearsal worth) {}
}
