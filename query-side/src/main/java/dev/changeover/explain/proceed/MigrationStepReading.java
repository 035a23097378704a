package dev.changeover.explain.proceed;

import dev.changeover.event.MigrationEvent.MigrationProgressed;
import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.event.MigrationEvent.PhaseDeclaration;
import dev.changeover.event.Outcome;
import dev.changeover.event.Recorded;
import dev.changeover.event.VersionRange;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.proceed.NextStep.Backfill;
import dev.changeover.explain.proceed.NextStep.MigrationStep;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import dev.changeover.plan.ReleasePlan.PlannedMigration;
import dev.changeover.plan.ReleasePlan.PlannedStep;
import dev.changeover.projection.environment.component.ComponentFacts;
import dev.changeover.projection.environment.component.Presence;
import dev.changeover.projection.environment.migration.MigrationFacts;
import dev.changeover.projection.environment.migration.PhaseFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a step does to data, and whether it may. */
record MigrationStepReading(Rollout rollout, PlannedStep step) {

  Optional<MigrationStep> read() {
    return Optional.ofNullable(step.migrate())
        .flatMap(
            name ->
                Optional.ofNullable(step.to())
                    .map(
                        phase ->
                            new MigrationStep(
                                name,
                                phase,
                                backfill(name, phase),
                                takesAway(phase),
                                takesAway(phase) ? users(name) : List.of(),
                                takesAway(phase) ? conforming(name) : List.of(),
                                new DoorReading(rollout).door(name, phase))));
  }

  /** Components that must be told of for a phase that takes the old form away. */
  List<Unseen> blind() {
    Phase phase = step.to();
    if (step.migrate() == null || phase == null || !takesAway(phase)) {
      return List.of();
    }
    Map<String, VersionRange> required = required(step.migrate());
    if (required.isEmpty()) {
      return List.of(readersUnknown(step.migrate()));
    }
    return required.keySet().stream()
        .filter(each -> rollout.at().planned(each).isEmpty())
        .filter(each -> !isDeterminate(each))
        .map(this::outOfSight)
        .toList();
  }

  private static boolean takesAway(Phase phase) {
    return phase == Phase.CONTRACTED || phase == Phase.OLD_WRITES_STOPPED;
  }

  private boolean isDeterminate(String component) {
    return rollout
        .at()
        .facts()
        .component(component)
        .filter(
            (ComponentFacts each) ->
                each.isDeterminate(rollout.instant(), rollout.policy())
                    || rollout.at().isGone(each))
        .isPresent();
  }

  /** Old rows must be there in the new form before it is read, or the old one goes. */
  private Optional<Backfill> backfill(String name, Phase phase) {
    Optional<MigrationFacts> facts = rollout.at().facts().migration(name);
    boolean matters =
        phase.compareTo(Phase.READS_SWITCHED) >= 0
            && (phase == Phase.READS_SWITCHED || speaksOfBackfill(name, facts));
    if (!matters) {
      return Optional.empty();
    }
    Optional<Recorded<?>> reached =
        facts
            .flatMap(each -> each.phase(Phase.BACKFILLED).reached())
            .filter(each -> each.event().outcome() == Outcome.SUCCEEDED)
            .map(each -> each);
    Optional<Recorded<MigrationProgressed>> progress =
        facts.stream()
            .flatMap(
                each ->
                    Stream.of(each.phase(Phase.BACKFILLED), each.phase(Phase.BACKFILLING))
                        .flatMap(one -> Stream.ofNullable(one.progress())))
            .max(Recorded.BY_TIME)
            .filter(each -> facts.filter(known -> isOfTheLastRun(known, each)).isPresent());
    Optional<Long> missing = progress.flatMap(each -> missing(each.event()));
    Optional<Recorded<?>> undoing =
        reached.flatMap(end -> facts.flatMap(each -> takenUpAgain(each, end)));
    List<CitedFact> cited =
        Stream.<Optional<CitedFact>>of(
                reached.map(each -> rollout.cite().fact("backfill of " + name, "BACKFILLED", each)),
                progress.map(
                    each -> rollout.cite().fact("progress of " + name, said(each.event()), each)),
                undoing.map(
                    each -> rollout.cite().fact("backfill of " + name, "not ended well", each)))
            .flatMap(Optional::stream)
            .toList();
    boolean complete =
        reached.isPresent() && undoing.isEmpty() && missing.filter(rows -> rows <= 0).isPresent();
    return Optional.of(
        new Backfill(complete, missing.isPresent(), missing.filter(rows -> rows > 0), cited));
  }

  /** Not counted in an earlier run, before the backfill was begun again. */
  private static boolean isOfTheLastRun(MigrationFacts facts, Recorded<?> progress) {
    return facts
        .phase(Phase.BACKFILLING)
        .started()
        .filter(each -> progress.effectiveAt().isBefore(each.effectiveAt()))
        .isEmpty();
  }

  /**
   * The last that was begun, failed or was undone of it, or of what it rests on, since it ended.
   */
  private static Optional<Recorded<?>> takenUpAgain(MigrationFacts facts, Recorded<?> end) {
    Instant ended = end.effectiveAt();
    List<PhaseFacts> phases =
        Stream.of(Phase.values())
            .filter(each -> each.compareTo(Phase.BACKFILLED) <= 0)
            .map(facts::phase)
            .toList();
    Stream<Recorded<?>> begun = phases.stream().flatMap(each -> each.starts().stream());
    Stream<Recorded<?>> failed =
        phases.stream()
            .flatMap(each -> each.finishes().stream())
            .filter(each -> each.event().outcome() == Outcome.FAILED)
            .map(each -> each);
    Stream<Recorded<?>> undone = phases.stream().flatMap(each -> each.reverts().stream());
    return Stream.concat(
            Stream.concat(begun, failed).filter(each -> each.effectiveAt().isAfter(ended)),
            undone.filter(each -> !each.effectiveAt().isBefore(ended)))
        .max(Recorded.BY_TIME);
  }

  private boolean speaksOfBackfill(String name, Optional<MigrationFacts> facts) {
    boolean declared =
        facts.stream()
            .flatMap(
                each ->
                    Stream.of(Phase.BACKFILLING, Phase.BACKFILLED)
                        .filter(
                            phase ->
                                each.declaredPhase(phase).isPresent()
                                    || each.phases().containsKey(phase)))
            .findAny()
            .isPresent();
    return declared
        || rollout.plan().steps().stream()
            .filter(each -> name.equals(each.migrate()))
            .anyMatch(each -> each.to() == Phase.BACKFILLING || each.to() == Phase.BACKFILLED);
  }

  private static Optional<Long> missing(MigrationProgressed progress) {
    Long total = progress.total();
    Long done = progress.done();
    return total == null || done == null ? Optional.empty() : Optional.of(total - done);
  }

  private static String said(MigrationProgressed progress) {
    return "%s of %s rows".formatted(progress.done(), progress.total());
  }

  /** Instances at versions that need the old form, and paths to it that were used lately. */
  private List<CitedFact> users(String name) {
    List<CitedFact> users = new ArrayList<>();
    mustBeAt(name)
        .forEach(
            (component, range) ->
                rollout.at().possiblyLive(component).stream()
                    .filter(each -> each.version() == null || !range.includes(each.version()))
                    .map(rollout.at()::cite)
                    .forEach(users::add));
    users.addAll(new OldFormUses(rollout, name).read());
    return users;
  }

  /** Instances that no longer need it. */
  private List<CitedFact> conforming(String name) {
    List<CitedFact> conforming = new ArrayList<>();
    mustBeAt(name)
        .forEach(
            (component, range) ->
                rollout.at().possiblyLive(component).stream()
                    .filter((Presence each) -> each.version() != null)
                    .filter(each -> range.includes(String.valueOf(each.version())))
                    .map(rollout.at()::cite)
                    .forEach(conforming::add));
    return conforming;
  }

  /** As required; a planned component of which nothing is required must be at its new version. */
  private Map<String, VersionRange> mustBeAt(String name) {
    Map<String, VersionRange> ranges = new TreeMap<>();
    for (PlannedComponent each : rollout.running()) {
      ranges.put(each.name(), VersionRange.of(each.to()));
    }
    ranges.putAll(required(name));
    return ranges;
  }

  private Map<String, VersionRange> required(String name) {
    Map<String, VersionRange> required = required(name, step.to());
    return required.isEmpty() ? required(name, Phase.CONTRACTED) : required;
  }

  private Map<String, VersionRange> required(String name, @Nullable Phase phase) {
    Map<String, VersionRange> required = new TreeMap<>();
    if (phase != null) {
      rollout
          .at()
          .facts()
          .migration(name)
          .flatMap(each -> each.declaredPhase(phase))
          .map(PhaseDeclaration::requires)
          .ifPresent(required::putAll);
      rollout.plan().migrations().stream()
          .filter(each -> each.name().equals(name))
          .map((PlannedMigration each) -> each.requires().getOrDefault(phase, Map.of()))
          .forEach(required::putAll);
    }
    return required;
  }

  private Unseen readersUnknown(String name) {
    return Unseen.of(
        "readers of " + name,
        "Who reads and writes what %s takes away is not known.".formatted(name),
        List.of(rollout.cite().fact("plan", "requires nothing", rollout.planFact())),
        "Declare under requires which versions no longer need the old form.",
        MissingFact.Kind.DECLARATION);
  }

  private Unseen outOfSight(String component) {
    return Unseen.of(
        "versions of " + component,
        "The migration requires versions of %s, and nothing has been heard of it lately."
            .formatted(component),
        rollout.at().lastSeen(component).stream().toList(),
        "Let %s report, or send component.removed.".formatted(component),
        MissingFact.Kind.HEARTBEAT);
  }
}
