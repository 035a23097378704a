package dev.changeover.explain.rollback;

import dev.changeover.event.ComponentEvent.ArtifactObserved;
import dev.changeover.event.ComponentEvent.CapacityObserved;
import dev.changeover.event.ComponentEvent.Mark;
import dev.changeover.event.ComponentEvent.VersionMarked;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.environment.Compatibility;
import dev.changeover.explain.rollback.ComponentToRollBack.Capacity;
import dev.changeover.projection.environment.component.VersionFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The components that would go back, with what is known of them and of their targets. */
final class ComponentReading {
  private ComponentReading() {}

  static ComponentToRollBack read(
      Scene scene,
      String component,
      List<PairAfterRollback> pairs,
      List<OrderOfReturn> orders,
      List<MigrationInTheWay> migrations,
      List<QueueToDrain> queues) {
    String target = scene.targets().versions().getOrDefault(component, "");
    Optional<VersionFacts> version =
        scene
            .environment()
            .component(component)
            .flatMap(each -> Optional.ofNullable(each.versions().get(target)));
    return new ComponentToRollBack(
        component,
        scene.kind(component),
        target,
        scene.at().live(component),
        scene.at().lastSeen(component),
        needing(scene, component),
        version.flatMap(each -> capacity(scene, component, each)),
        version.map(each -> marks(scene, each)).orElse(List.of()),
        version.map(each -> unavailable(scene, each)).orElse(List.of()),
        new NewForms(scene, component).read(queues),
        migrations.stream().map(MigrationInTheWay::migration).toList(),
        proofs(component, pairs, orders));
  }

  /** For a SCHEMA: live versions that the release brought along with it. */
  private static List<CitedFact> needing(Scene scene, String component) {
    return !scene.isSchema(component)
        ? List.of()
        : scene.plan().stream()
            .flatMap(plan -> plan.components().stream())
            .filter(each -> each.kind() != ComponentKind.SCHEMA)
            .flatMap(
                each ->
                    scene.possiblyLive(each.name()).stream()
                        .filter(presence -> each.to().equals(presence.version())))
            .map(each -> scene.at().cite(each))
            .toList();
  }

  private static Optional<Capacity> capacity(Scene scene, String component, VersionFacts version) {
    return Optional.ofNullable(version.capacity())
        .map(
            fact -> {
              CapacityObserved told = fact.event();
              return new Capacity(
                  told.ready(),
                  told.needed(),
                  scene
                      .cite()
                      .fact(
                          "capacity of " + told.component() + " " + told.version(),
                          "%d of %d ready".formatted(told.ready(), told.needed()),
                          fact,
                          scene.policy().of(component).presenceMaxAge()));
            });
  }

  /** A mark stands until whoever set it says later that the version is good. */
  private static List<CitedFact> marks(Scene scene, VersionFacts version) {
    Recorded<VersionMarked> good = version.marks().get(Mark.LAST_KNOWN_GOOD);
    return version.marks().values().stream()
        .filter(each -> each.event().mark() == Mark.FAULTY || each.event().mark() == Mark.REVOKED)
        .filter(
            each ->
                good == null
                    || !good.id().source().equals(each.id().source())
                    || !good.effectiveAt().isAfter(each.effectiveAt()))
        .sorted(Recorded.BY_TIME)
        .map(
            each ->
                scene
                    .cite()
                    .fact(
                        "mark of %s %s".formatted(version.component(), version.version()),
                        each.event().mark().toString(),
                        each))
        .toList();
  }

  private static List<CitedFact> unavailable(Scene scene, VersionFacts version) {
    return version.artifacts().values().stream()
        .filter(each -> !each.event().available())
        .map(each -> scene.cite().fact(nameOf(each.event()), "not available", each))
        .toList();
  }

  private static String nameOf(ArtifactObserved told) {
    return "%s of %s %s".formatted(told.what(), told.component(), told.version());
  }

  /** Verifications of the target with every live peer; none where one of them is missing. */
  private static List<CitedFact> proofs(
      String component, List<PairAfterRollback> pairs, List<OrderOfReturn> orders) {
    List<Compatibility> with =
        pairs.stream()
            .map(PairAfterRollback::pair)
            .filter(each -> each.one().component().equals(component))
            .toList();
    if (!with.stream().allMatch(Compatibility::proved)) {
      return List.of();
    }
    List<OrderOfReturn> among = new ArrayList<>();
    for (OrderOfReturn each : orders) {
      if (each.one().equals(component) || each.other().equals(component)) {
        if (!each.isProved()) {
          return List.of();
        }
        among.add(each);
      }
    }
    return Stream.concat(
            with.stream().flatMap(each -> each.verified().stream()),
            among.stream().flatMap(each -> each.proof().stream()))
        .distinct()
        .toList();
  }
}
