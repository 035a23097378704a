package dev.changeover.explain.rollback;

import dev.changeover.event.ComponentEvent.CapacityObserved;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.environment.Compatibility;
import dev.changeover.explain.environment.KnownAgainst;
import dev.changeover.explain.rollback.ComponentToRollBack.Capacity;
import java.util.ArrayList;
import java.util.List;
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
    KnownAgainst known = new KnownAgainst(scene.at(), component, target);
    return new ComponentToRollBack(
        component,
        scene.kind(component),
        target,
        scene.at().live(component),
        scene.at().lastSeen(component),
        needing(scene, component),
        known.capacity().map(each -> capacity(scene, each)),
        known.marks(),
        known.unavailable(),
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

  private static Capacity capacity(Scene scene, Recorded<CapacityObserved> fact) {
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
                scene.policy().of(told.component()).presenceMaxAge()));
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
