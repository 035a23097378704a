package dev.changeover.explain.proceed;

import dev.changeover.event.MigrationEvent.MigrationProgressed;
import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.event.Recorded;
import dev.changeover.event.VersionRange;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.environment.BackfillStanding;
import dev.changeover.explain.proceed.NextStep.Backfill;
import dev.changeover.explain.proceed.NextStep.MigrationStep;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import dev.changeover.plan.ReleasePlan.PlannedMigration;
import dev.changeover.plan.ReleasePlan.PlannedStep;
import dev.changeover.projection.environment.component.ComponentFacts;
import dev.changeover.projection.environment.component.Presence;
import dev.changeover.projection.environment.migration.MigrationFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
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
    Map<String, List<VersionRange>> required = required(step.migrate());
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
    Optional<BackfillStanding> standing = facts.map(BackfillStanding::new);
    Optional<Recorded<?>> reached = standing.flatMap(each -> each.ended().map(end -> end));
    Optional<Recorded<MigrationProgressed>> progress = standing.flatMap(BackfillStanding::progress);
    Optional<Long> missing = standing.flatMap(BackfillStanding::missing);
    Optional<Recorded<?>> undoing = standing.flatMap(BackfillStanding::takenUpAgain);
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

  private boolean speaksOfBackfill(String name, Optional<MigrationFacts> facts) {
    boolean declared =
        facts.stream()
            .flatMap(
                each ->
                    Stream.of(Phase.BACKFILLING, Phase.BACKFILLED)
                        .filter(
                            phase ->
                                each.declarations().names(phase)
                                    || each.phases().containsKey(phase)))
            .findAny()
            .isPresent();
    return declared
        || rollout.plan().steps().stream()
            .filter(each -> name.equals(each.migrate()))
            .anyMatch(each -> each.to() == Phase.BACKFILLING || each.to() == Phase.BACKFILLED);
  }

  private static String said(MigrationProgressed progress) {
    return "%s of %s rows".formatted(progress.done(), progress.total());
  }

  /** Instances at versions that need the old form, and paths to it that were used lately. */
  private List<CitedFact> users(String name) {
    List<CitedFact> users = new ArrayList<>();
    mustBeAt(name)
        .forEach(
            (component, ranges) ->
                rollout.at().possiblyLive(component).stream()
                    .filter(each -> each.version() == null || !conforms(ranges, each.version()))
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
            (component, ranges) ->
                rollout.at().possiblyLive(component).stream()
                    .filter((Presence each) -> each.version() != null)
                    .filter(each -> conforms(ranges, String.valueOf(each.version())))
                    .map(rollout.at()::cite)
                    .forEach(conforming::add));
    return conforming;
  }

  /** As required; a planned component of which nothing is required must be at its new version. */
  private Map<String, List<VersionRange>> mustBeAt(String name) {
    Map<String, List<VersionRange>> ranges = new TreeMap<>();
    for (PlannedComponent each : rollout.running()) {
      ranges.put(each.name(), List.of(VersionRange.of(each.to())));
    }
    ranges.putAll(required(name));
    return ranges;
  }

  /** Where the plan and a declaration differ, whoever asks for more is heard. */
  private static boolean conforms(List<VersionRange> ranges, String version) {
    return ranges.stream().allMatch(range -> range.includes(version));
  }

  private Map<String, List<VersionRange>> required(String name) {
    Map<String, List<VersionRange>> required = required(name, step.to());
    return required.isEmpty() ? required(name, Phase.CONTRACTED) : required;
  }

  private Map<String, List<VersionRange>> required(String name, @Nullable Phase phase) {
    Map<String, List<VersionRange>> required = new TreeMap<>();
    BiConsumer<String, VersionRange> add =
        (component, range) ->
            required.computeIfAbsent(component, _ -> new ArrayList<>()).add(range);
    if (phase != null) {
      rollout
          .at()
          .facts()
          .migration(name)
          .map(each -> each.declarations().requires(phase))
          .orElse(List.of())
          .forEach(each -> add.accept(each.component(), each.range()));
      rollout.plan().migrations().stream()
          .filter(each -> each.name().equals(name))
          .map((PlannedMigration each) -> each.requires().getOrDefault(phase, Map.of()))
          .forEach(each -> each.forEach(add));
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
