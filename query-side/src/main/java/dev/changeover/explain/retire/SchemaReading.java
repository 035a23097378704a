package dev.changeover.explain.retire;

import dev.changeover.event.MigrationEvent.MigrationProgressed;
import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.event.Outcome;
import dev.changeover.event.Recorded;
import dev.changeover.event.VersionRange;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.environment.BackfillStanding;
import dev.changeover.explain.environment.MigrationStanding;
import dev.changeover.explain.environment.NamedUses;
import dev.changeover.explain.retire.Readers.Untold;
import dev.changeover.projection.environment.component.Presence;
import dev.changeover.projection.environment.migration.MigrationFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The old form of a schema: what its migrations would take away when they contract. Who reads it is
 * what lives outside the versions that contraction requires.
 */
record SchemaReading(Scene scene, String schema, String retired) {
  private static final List<Phase> BEFORE =
      List.of(Phase.BACKFILLED, Phase.READS_SWITCHED, Phase.OLD_WRITES_STOPPED);

  List<RetireSubject> subjects() {
    List<MigrationFacts> all =
        scene.environment().migrations().values().stream()
            .filter(
                each ->
                    MigrationStanding.schemaOf(scene.at(), each).filter(schema::equals).isPresent())
            .toList();
    List<MigrationFacts> left = all.stream().filter(each -> !isContracted(each)).toList();
    return List.of(
        new Readers(
            retired,
            true,
            left.stream().flatMap(each -> readers(each).stream()).distinct().toList(),
            facts(all, left),
            all.isEmpty()
                ? Optional.of(nobodyNamed(schema))
                : left.stream().flatMap(each -> untold(each).stream()).findFirst()));
  }

  private static boolean isContracted(MigrationFacts migration) {
    return hasReached(migration, Phase.CONTRACTED);
  }

  /** An end of which nobody told how it went is no proof. */
  private static boolean hasReached(MigrationFacts migration, Phase phase) {
    return phase == Phase.BACKFILLED
        ? new BackfillStanding(migration).ended().isPresent()
            && new BackfillStanding(migration).takenUpAgain().isEmpty()
        : migration
            .phase(phase)
            .reached()
            .filter(each -> each.event().outcome() == Outcome.SUCCEEDED)
            .isPresent();
  }

  private List<String> readers(MigrationFacts migration) {
    List<String> readers = new ArrayList<>();
    outside(migration).forEach(each -> readers.add(each.component() + " " + each.version()));
    uses(migration).forEach(each -> readers.add("%s (%s)".formatted(each.name(), each.value())));
    unfilled(migration)
        .map(SchemaReading::rows)
        .ifPresent(
            each ->
                readers.add(
                    "%s that %s has not brought over".formatted(each, migration.migration())));
    notReached(migration).stream()
        .map(Phase::toString)
        .reduce((one, other) -> one + " and " + other)
        .ifPresent(
            each ->
                readers.add("%s, which has not reached %s".formatted(migration.migration(), each)));
    return readers;
  }

  private List<CitedFact> uses(MigrationFacts migration) {
    Predicate<String> ours = name -> name.contains(schema) || name.contains(migration.migration());
    return new NamedUses(scene.at(), path -> ours.test(path.path()), ours).read();
  }

  private Stream<Presence> outside(MigrationFacts migration) {
    return requires(migration).entrySet().stream()
        .flatMap(
            each ->
                scene.possiblyLive(each.getKey()).stream()
                    .filter(one -> one.version() != null)
                    .filter(one -> isOutside(each.getValue(), String.valueOf(one.version()))));
  }

  /** Where plans and declarations differ, whoever asks for more is heard. */
  private static boolean isOutside(List<VersionRange> ranges, String version) {
    return !ranges.stream().allMatch(range -> range.includes(version));
  }

  private NavigableMap<String, List<VersionRange>> requires(MigrationFacts migration) {
    NavigableMap<String, List<VersionRange>> requires = new TreeMap<>();
    BiConsumer<String, VersionRange> add =
        (component, range) ->
            requires.computeIfAbsent(component, _ -> new ArrayList<>()).add(range);
    scene.environment().releases().values().stream()
        .flatMap(each -> each.plan().stream())
        .flatMap(each -> each.migrations().stream())
        .filter(each -> each.name().equals(migration.migration()))
        .map(each -> each.requires().getOrDefault(Phase.CONTRACTED, Map.of()))
        .forEach(each -> each.forEach(add));
    migration
        .declarations()
        .requires(Phase.CONTRACTED)
        .forEach(each -> add.accept(each.component(), each.range()));
    return requires;
  }

  private static Optional<Recorded<MigrationProgressed>> unfilled(MigrationFacts migration) {
    BackfillStanding backfill = new BackfillStanding(migration);
    return backfill.missing().filter(rows -> rows > 0).flatMap(_ -> backfill.progress());
  }

  private static String rows(Recorded<MigrationProgressed> fact) {
    Long done = fact.event().done();
    Long total = fact.event().total();
    return done == null || total == null ? "rows" : "%d of %d rows".formatted(total - done, total);
  }

  /** Declared phases that come before contraction and have not been reached. */
  private static List<Phase> notReached(MigrationFacts migration) {
    return BEFORE.stream()
        .filter(each -> migration.declarations().names(each))
        .filter(each -> !hasReached(migration, each))
        .toList();
  }

  private List<CitedFact> facts(List<MigrationFacts> all, List<MigrationFacts> left) {
    Stream<CitedFact> outside =
        left.stream().flatMap(this::outside).map(each -> scene.at().cite(each));
    Stream<CitedFact> phases =
        all.stream()
            .flatMap(
                migration ->
                    MigrationStanding.lastChange(migration)
                        .map(
                            fact ->
                                scene.cite(
                                    "migration " + migration.migration(),
                                    migration.currentPhase().toString(),
                                    fact))
                        .stream());
    Stream<CitedFact> uses = left.stream().flatMap(each -> uses(each).stream());
    return Stream.of(outside, uses, phases).flatMap(each -> each).distinct().toList();
  }

  private Optional<Untold> untold(MigrationFacts migration) {
    NavigableMap<String, List<VersionRange>> requires = requires(migration);
    if (requires.isEmpty()) {
      return Optional.of(nobodyNamed(migration.migration()));
    }
    if (speaksOfBackfill(migration) && isNotCounted(migration)) {
      return Optional.of(notCounted(migration));
    }
    return requires.keySet().stream()
        .filter(
            each ->
                !scene.isSeen(each)
                    || scene.possiblyLive(each).stream().anyMatch(one -> one.version() == null))
        .findFirst()
        .map(this::unseen);
  }

  private static boolean speaksOfBackfill(MigrationFacts migration) {
    return Stream.of(Phase.BACKFILLING, Phase.BACKFILLED)
        .anyMatch(
            each -> migration.declarations().names(each) || migration.phases().containsKey(each));
  }

  private static boolean isNotCounted(MigrationFacts migration) {
    return new BackfillStanding(migration).missing().isEmpty();
  }

  private Untold notCounted(MigrationFacts migration) {
    return new Untold(
        "Since the backfill of %s last began nobody has counted whether all old rows were brought over."
            .formatted(migration.migration()),
        List.of(),
        new MissingFact(
            "rows that %s has not brought over".formatted(migration.migration()),
            "readers of " + retired,
            "Count them, then send migration.progressed with done and total.",
            MissingFact.Kind.LOOKUP));
  }

  private Untold unseen(String component) {
    return new Untold(
        "Which versions of %s run is not told, and only some of them can do without %s."
            .formatted(component, retired),
        scene.at().lastSeen(component).stream().toList(),
        new MissingFact(
            "live versions of " + component,
            "readers of " + retired,
            "Let every instance of %s report its version, or send component.removed."
                .formatted(component),
            MissingFact.Kind.HEARTBEAT));
  }

  private Untold nobodyNamed(String by) {
    return new Untold(
        "Who reads %s is not told.".formatted(retired),
        List.of(),
        new MissingFact(
            "readers of " + retired,
            "readers of " + retired,
            "Declare for %s what the phase CONTRACTED requires: components and their versions."
                .formatted(by),
            MissingFact.Kind.DECLARATION));
  }
}
