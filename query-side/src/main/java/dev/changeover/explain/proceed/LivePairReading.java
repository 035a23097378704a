package dev.changeover.explain.proceed;

import dev.changeover.event.CoexistenceEvent.Compatibility;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.environment.CompatibilityReading;
import dev.changeover.explain.environment.MigrationStanding;
import dev.changeover.explain.environment.SchemaVersion;
import dev.changeover.explain.proceed.LivePair.Standing;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import dev.changeover.plan.ReleasePlan.PlannedMigration;
import dev.changeover.plan.ReleasePlan.PlannedStep;
import dev.changeover.projection.environment.coexistence.CoexistenceFacts.Pair;
import dev.changeover.projection.environment.coexistence.Declaration;
import dev.changeover.projection.environment.coexistence.ObservedPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pairs that are live, or will be after the step, with at least one version that it brings; and
 * those that are live and known not to work, whoever brought them.
 */
final class LivePairReading {
  /** Two versions of one component replace each other; only where that is ruled out it matters. */
  private static final Set<Standing> RULED_OUT = EnumSet.of(Standing.FORBIDDEN, Standing.OVERDUE);

  private final Rollout rollout;
  private final Map<Pair<ComponentVersion>, ObservedPair> live;
  private final Map<ComponentVersion, List<CitedFact>> presences = new HashMap<>();

  private LivePairReading(Rollout rollout) {
    this.rollout = rollout;
    this.live =
        rollout.at().facts().observedPairs(rollout.instant()).stream()
            .filter(each -> each.overlap().possiblyLive())
            .collect(
                Collectors.toMap(
                    each -> Pair.of(each.overlap().one(), each.overlap().other()),
                    Function.identity(),
                    (first, _) -> first));
  }

  static List<ProceedSubject> subjects(Rollout rollout) {
    return PairsAlike.gather(new LivePairReading(rollout).pairs());
  }

  private List<LivePair> pairs() {
    List<ComponentVersion> versions =
        rollout.parts().stream().flatMap(each -> versions(each).stream()).toList();
    List<LivePair> pairs = new ArrayList<>();
    for (int i = 0; i < versions.size(); i++) {
      for (ComponentVersion other : versions.subList(i + 1, versions.size())) {
        ComponentVersion one = versions.get(i);
        LivePair pair = pair(one, other);
        boolean failing = pair.live() && pair.standing() == Standing.FORBIDDEN;
        if (failing || isBrought(one) || isBrought(other)) {
          add(pairs, pair);
        }
      }
    }
    return pairs;
  }

  /** One that the plan no longer has there is to go first, and is judged as an instance. */
  private void add(List<LivePair> pairs, LivePair pair) {
    boolean apart = !pair.one().component().equals(pair.other().component());
    if (!apart && !RULED_OUT.contains(pair.standing())) {
      return;
    }
    if (pair.live() || !(isStray(pair.one()) || isStray(pair.other()))) {
      pairs.add(pair);
    }
  }

  private boolean isStray(ComponentVersion version) {
    return rollout
        .at()
        .planned(version.component())
        .filter(rollout.running()::contains)
        .filter(each -> !version.version().equals(each.to()))
        .filter(each -> !rollout.expected(each).contains(version.version()))
        .isPresent();
  }

  /** What is there of it, and what the step will bring. */
  private NavigableSet<ComponentVersion> versions(String component) {
    NavigableSet<ComponentVersion> versions = new TreeSet<>();
    if (rollout.at().isSchema(component)) {
      SchemaVersion.of(rollout.at(), component).ifPresent(versions::add);
    } else {
      rollout.at().versionsInUse(component).stream()
          .map(each -> new ComponentVersion(component, each))
          .forEach(versions::add);
    }
    if (nextSteps().anyMatch(each -> changes(each, component))) {
      rollout
          .at()
          .planned(component)
          .map(each -> new ComponentVersion(component, each.to()))
          .ifPresent(versions::add);
    }
    return versions;
  }

  private Stream<PlannedStep> nextSteps() {
    return rollout.next().stream();
  }

  private boolean changes(PlannedStep step, String component) {
    return component.equals(step.deploy())
        || migration(step).filter(each -> each.component().equals(component)).isPresent();
  }

  private Optional<PlannedMigration> migration(PlannedStep step) {
    return rollout.plan().migrations().stream()
        .filter(each -> each.name().equals(step.migrate()))
        .findFirst();
  }

  /** Not what was there before the release, as the plan says. */
  private boolean isBrought(ComponentVersion version) {
    return rollout
        .at()
        .planned(version.component())
        .filter(each -> !version.version().equals(each.from()))
        .isPresent();
  }

  private boolean isTarget(ComponentVersion version) {
    return rollout
        .at()
        .planned(version.component())
        .map(PlannedComponent::to)
        .filter(version.version()::equals)
        .isPresent();
  }

  private LivePair pair(ComponentVersion one, ComponentVersion other) {
    Optional<ObservedPair> seen = Optional.ofNullable(live.get(Pair.of(one, other)));
    Instant since = since(one, other, seen).orElse(null);
    var known = CompatibilityReading.read(rollout.at(), one, other);
    List<Declaration> allowed = allowed(one, other);
    Optional<Declaration> open =
        allowed.stream().filter(each -> each.inForceAt(rollout.instant(), since)).findFirst();
    if (known.knownBad()) {
      return of(one, other, Standing.FORBIDDEN, seen, known.broken().stream().toList());
    }
    if (known.doubt().isPresent()) {
      return of(one, other, Standing.PERHAPS_FORBIDDEN, seen, known.doubt().stream().toList());
    }
    if (open.isPresent()) {
      return of(one, other, Standing.ALLOWED, seen, List.of(cite(open.get(), "ALLOWED")));
    }
    if (known.proved()) {
      return of(one, other, Standing.VERIFIED, seen, known.verified().stream().toList());
    }
    if (!allowed.isEmpty()) {
      return of(
          one,
          other,
          Standing.OVERDUE,
          seen,
          allowed.stream().map(each -> cite(each, "ALLOWED until " + each.until())).toList());
    }
    List<CitedFact> additive = additive(one, other);
    return additive.isEmpty()
        ? of(one, other, Standing.UNDECLARED, seen, presence(one, other))
        : of(one, other, Standing.ADDITIVE, seen, additive);
  }

  /** A window counts from the first sight of the two, or from the step that brought them. */
  private Optional<Instant> since(
      ComponentVersion one, ComponentVersion other, Optional<ObservedPair> seen) {
    Optional<Instant> brought =
        Stream.of(one, other)
            .filter(this::isTarget)
            .flatMap(each -> rollout.deploying(each.component()).stream())
            .flatMap(each -> Stream.ofNullable(rollout.facts(each).started()))
            .map(Recorded::effectiveAt)
            .max(Instant::compareTo);
    return seen.map(each -> each.overlap().from())
        .map(from -> brought.filter(each -> each.isBefore(from)).orElse(from));
  }

  private static LivePair of(
      ComponentVersion one,
      ComponentVersion other,
      Standing standing,
      Optional<ObservedPair> seen,
      List<CitedFact> facts) {
    return new LivePair(one, other, standing, seen.isPresent(), facts);
  }

  private List<Declaration> allowed(ComponentVersion one, ComponentVersion other) {
    return rollout.at().facts().coexistence().declarations(one, other).stream()
        .filter(each -> each.verdict() == Compatibility.ALLOWED)
        .toList();
  }

  private CitedFact cite(Declaration declaration, String value) {
    return rollout
        .cite()
        .fact(
            "declaration of "
                + declaration.a().component()
                + " with "
                + declaration.b().component(),
            value,
            declaration.by());
  }

  private CitedFact plan(String value) {
    return rollout.cite().fact("versions that the plan leads to", value, rollout.planFact());
  }

  private List<CitedFact> presence(ComponentVersion one, ComponentVersion other) {
    return Stream.of(one, other)
        .flatMap(each -> presences.computeIfAbsent(each, this::presence).stream())
        .toList();
  }

  private List<CitedFact> presence(ComponentVersion version) {
    return rollout.at().possiblyLive(version.component()).stream()
        .filter(each -> version.version().equals(each.version()))
        .limit(1)
        .map(rollout.at()::cite)
        .toList();
  }

  /** The migrations, where one side is a schema that they have only added to, or will. */
  private List<CitedFact> additive(ComponentVersion one, ComponentVersion other) {
    Optional<String> schema =
        Stream.of(one, other)
            .map(ComponentVersion::component)
            .filter(rollout.at()::isSchema)
            .findFirst();
    List<String> migrations =
        rollout.plan().migrations().stream()
            .filter(each -> schema.filter(each.component()::equals).isPresent())
            .map(PlannedMigration::name)
            .toList();
    boolean onlyAdded =
        !migrations.isEmpty()
            && migrations.stream().allMatch(each -> furthest(each).compareTo(Phase.EXPANDED) <= 0);
    return onlyAdded ? List.of(plan("migrations " + String.join(", ", migrations))) : List.of();
  }

  /** How far it has come, or will have come after the step. */
  private Phase furthest(String migration) {
    Phase reached =
        rollout
            .at()
            .facts()
            .migration(migration)
            .flatMap(MigrationStanding::furthest)
            .orElse(Phase.PLANNED);
    return nextSteps()
        .filter(each -> migration.equals(each.migrate()))
        .flatMap(each -> Optional.ofNullable(each.to()).stream())
        .reduce(reached, (a, b) -> a.compareTo(b) >= 0 ? a : b);
  }
}
